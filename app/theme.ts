import type { Stored } from './stored.ts'

export type Theme = 'system' | 'light' | 'dark'

export const storedTheme = (stored: Stored): Theme => stored.read<Theme>('theme') ?? 'system'

/** Light, dark, or as the device says. */
export function applyTheme(theme: Theme): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
}
