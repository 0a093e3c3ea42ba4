import { setHourCycle } from '../shared/ui/time-in-words.ts'
import type { Stored } from './stored.ts'

export type TimeFormat = 'system' | '24' | '12'

export const storedTimeFormat = (stored: Stored): TimeFormat =>
  stored.read<TimeFormat>('time-format') ?? 'system'

/** 18:30, 6:30 pm, or as the device says. */
export function applyTimeFormat(format: TimeFormat): void {
  const ofDevice = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hourCycle
  const cycles = { system: ofDevice ?? 'h23', '24': 'h23', '12': 'h12' } as const
  setHourCycle(cycles[format])
}
