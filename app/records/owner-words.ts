import { holderOf, type Portfolio } from '../../shared/domain/model/portfolio.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { dateInWords } from '../../shared/ui/time-in-words.ts'

/** Who looks after an item, in the words of the screen (USR-10). */
export interface OwnerWords {
  /** Null: nobody. */
  holderId: string | null
  /** "Anna Berg", "Nobody", "Nobody yet: employee 7". */
  name: string
  /** "left by Ben, 3 May", or null. */
  note: string | null
}

/** `now` in milliseconds since 1970: dates of this year are said without it. */
export function ownerWords(directory: Directory, portfolioId: string, now: number): OwnerWords {
  const items = directory.portfolio(portfolioId)
  if (!items) return { holderId: null, name: 'Somebody', note: null }
  const holderId = holderOf(items)
  const note = leftWords(directory, items, now)
  if (holderId !== null) return { holderId, name: directory.nameOf(holderId), note }
  const label = items.origin === null ? items.label : ''
  return { holderId, name: label ? `Nobody yet: ${label}` : 'Nobody', note }
}

/** "left by Anna, 3 May" of what somebody had first and has no more; else null. */
export function leftWords(directory: Directory, items: Portfolio, now: number): string | null {
  const since = leftAt(items)
  if (since === null || items.origin === null) return null
  return `left by ${directory.nameOf(items.origin)}, ${dateInWords(Date.parse(since), now)}`
}

/** When the first person to have it gave it up (ISO); null while they still have it, and where nobody was first. */
export function leftAt({ origin, holdings }: Portfolio): string | null {
  if (origin === null) return null
  const last = holdings.findLastIndex((holding) => holding.holder === origin)
  return holdings[last + 1]?.since ?? null
}

/** In one cell of a file: the name by which an import finds the person again, or the label. */
export function ownerInFile(directory: Directory, portfolioId: string): string {
  const items = directory.portfolio(portfolioId)
  if (!items) return ''
  const holderId = holderOf(items)
  if (holderId !== null) return directory.nameOf(holderId)
  return items.origin === null ? items.label : `left by ${directory.nameOf(items.origin)}`
}
