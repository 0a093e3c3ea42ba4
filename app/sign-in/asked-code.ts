import { type AskedCode, isStillGood } from '../../shared/flows/sign-in/asked-code.ts'
import type { Stored } from '../stored.ts'

/** The code that was asked for in this browser, while it is good: reloading the page loses nothing. */
export function rememberedCode(stored: Stored, now: number): AskedCode | null {
  const asked = stored.read<AskedCode>('code')
  return asked && isStillGood(asked, now) ? asked : null
}
