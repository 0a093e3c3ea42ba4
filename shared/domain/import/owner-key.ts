import { cleaned } from './table.ts'

/** Two values with the same key are the same owner. */
export const ownerKey = (value: string): string => cleaned(value).toLowerCase().replace(/\s+/g, ' ')
