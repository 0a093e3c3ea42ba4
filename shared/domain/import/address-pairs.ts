import { type AddressChange, canChange } from '../handover/many-addresses.ts'
import { emailKey } from '../model/email.ts'
import type { User } from '../model/user.ts'
import { cleaned, filledCells, quoted, type Table, wordsOf } from './table.ts'

/** Which columns hold the address as it is and as it is to be; null: none was found. */
export interface AddressColumns {
  old: number | null
  new: number | null
}

const OLD_WORDS = new Set(['old', 'current', 'former', 'from', 'alt', 'alte', 'bisher'])
const NEW_WORDS = new Set(['new', 'next', 'to', 'target', 'neu', 'neue'])

/** Guesses from the columns' names, and else from the order of those that hold addresses. */
export function guessAddressColumns(table: Table): AddressColumns {
  const addresses = table.header.flatMap((_, column) => {
    const cells = filledCells(table, column)
    return cells.length > 0 && cells.filter((cell) => cell.includes('@')).length * 2 > cells.length
      ? [column]
      : []
  })
  const named = (words: ReadonlySet<string>) =>
    addresses.find((column) => wordsOf(table.header[column] ?? '').some((word) => words.has(word)))
  const old = named(OLD_WORDS) ?? addresses.find((column) => column !== named(NEW_WORDS)) ?? null
  return { old, new: named(NEW_WORDS) ?? addresses.find((column) => column !== old) ?? null }
}

export interface AddressPairs {
  changes: AddressChange[]
  /** Rows that can't be used, and why: continues "Line 5 …". */
  failed: { line: number; reason: string }[]
}

/** Rows of old and new address → people and their new addresses. An address that somebody had before leads to them, too. */
export function pairsOf(table: Table, columns: AddressColumns, users: Iterable<User>): AddressPairs {
  const people = [...users].filter(canChange)
  const byAddress = new Map<string, User>()
  for (const user of people) for (const former of user.formerly) byAddress.set(emailKey(former), user)
  for (const user of people) byAddress.set(user.emailKey, user)
  const pairs: AddressPairs = { changes: [], failed: [] }
  const seen = new Set<string>()
  for (const { line, cells } of table.rows) {
    const fail = (reason: string) => pairs.failed.push({ line, reason })
    const [old, email] = [columns.old, columns.new].map((column) =>
      column === null ? '' : cleaned(cells[column]),
    ) as [string, string]
    if (old === '' && email === '') continue
    const user = byAddress.get(emailKey(old))
    if (old === '') fail('has no old address')
    else if (!user) fail(`has ${quoted(old)}, which is nobody’s address here`)
    else if (email === '') fail('has no new address')
    else if (seen.has(user.id)) fail(`has ${quoted(old)} a second time`)
    else {
      seen.add(user.id)
      pairs.changes.push({ userId: user.id, email })
    }
  }
  return pairs
}
