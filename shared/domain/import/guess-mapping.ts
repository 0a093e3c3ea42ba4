import { fieldIdSchema, type Field } from '../model/folder.ts'
import { guessColumn, type ColumnGuess } from './guess-column.ts'
import type { Column, Mapping } from './mapping.ts'
import { cleaned, filledCells, wordsOf, type Table } from './table.ts'

/** A folder has at most so many fields (`folderSchema`). */
const MAX_FIELDS = 100

const KEY_WORDS = /^(id|key|number|no|nr|num|code|ref|reference|uuid|guid|sku|nummer)$/
const NOT_KEY_WORDS = /^(phone|telephone|tel|fax|mobile|house|street)$/
/** Always an owner; the others only when the same value stands in several rows. */
const OWNER_WORDS = /^(owner|assignee|assigned|responsible|salesperson|salesrep|rep|besitzer|zuständig)$/
const PERHAPS_OWNER_WORDS =
  /^(employee|manager|user|agent|seller|staff|consultant|representative|mitarbeiter)$/
/** What our own export calls the owner (`export-table.ts`), and the screens. */
const OWN_OWNER_HEADER = 'looked after by'
const TITLE_WORDS = /^(title|name|subject|summary|company|companyname|firma|titel|betreff)$/

interface Known {
  name: string
  words: string[]
  guess: ColumnGuess
  filled: number
  distinct: number
  /** Every row has a value, and no two the same. */
  unique: boolean
}

/**
 * Proposes what becomes of each column (REC-4): a field of the folder with the same name, else a new field of the type its
 * values show. The title and the owner are not made fields as well. The proposal is the same on each device, ids of
 * new fields too.
 */
export function guessMapping(table: Table, fields: readonly Field[]): Mapping {
  const known = table.header.map((name, i) => look(table, name, i))
  const keyColumn = guessKey(known)
  const ownerColumn = guessOwner(known, table.rows.length)
  const titleColumn = guessTitle(known, table.rows.length, keyColumn, ownerColumn)
  const usable = fields.filter((field) => !field.archived)
  const taken = new Set<string>(fields.map((field) => field.id))
  const filledBy = new Set<string>()
  const columns = known.map(({ name, words, guess }, i): Column => {
    const { type, decimal, dateOrder, choices } = guess
    const column = { decimal, dateOrder }
    if (i === ownerColumn || i === titleColumn) return { ...column, target: { kind: 'ignore' } }
    const same = usable.find((field) => sameWords(wordsOf(field.name), words) && !filledBy.has(field.id))
    if (same) {
      filledBy.add(same.id)
      return { ...column, target: { kind: 'existing', fieldId: same.id } }
    }
    if (taken.size >= MAX_FIELDS) return { ...column, target: { kind: 'ignore' } }
    const id = freeFieldId(words, i, taken)
    taken.add(id)
    const field = { id, name: name.slice(0, 120).trim(), type, ...(choices && { choices }) }
    return { ...column, target: { kind: 'new', field } }
  })
  return { columns, keyColumn, ownerColumn, titleColumn }
}

function look(table: Table, name: string, column: number): Known {
  const cells = filledCells(table, column)
  const distinct = new Set(cells).size
  const unique = cells.length === table.rows.length && distinct === cells.length
  return {
    name,
    words: wordsOf(name),
    guess: guessColumn(name, cells),
    filled: cells.length,
    distinct,
    unique,
  }
}

/** All values distinct, and a name that speaks of a key; else an email address. A mere distinct name may change. */
function guessKey(known: readonly Known[]): number | null {
  const candidates = known
    .map((column, i) => ({ ...column, i }))
    .filter(({ unique, guess }) => unique && guess.type !== 'date' && guess.type !== 'money')
  const byName = candidates.find(
    ({ words, guess }) =>
      guess.type !== 'phone' &&
      KEY_WORDS.test(words.at(-1) ?? '') &&
      !words.some((word) => NOT_KEY_WORDS.test(word)),
  )
  return (byName ?? candidates.find(({ guess }) => guess.type === 'email'))?.i ?? null
}

function guessOwner(known: readonly Known[], rows: number): number | null {
  const candidates = known
    .map((column, i) => ({ ...column, i }))
    .filter(({ guess, filled }) => filled > 0 && !['date', 'money', 'phone'].includes(guess.type))
  const sure = candidates.find(
    ({ words, distinct, filled }) =>
      words.join(' ') === OWN_OWNER_HEADER ||
      (words.some((word) => OWNER_WORDS.test(word)) && (distinct < filled || rows < 10)),
  )
  const perhaps = candidates.find(
    ({ words, distinct, filled }) =>
      words.some((word) => PERHAPS_OWNER_WORDS.test(word)) && distinct < filled,
  )
  return (sure ?? perhaps)?.i ?? null
}

/**
 * A column whose name speaks of a title, the more its values differ the better; else a text that nearly every row has for
 * itself, rather than a number; else the key; else the first text.
 */
function guessTitle(known: readonly Known[], rows: number, key: number | null, owner: number | null): number {
  const score = ({ words, guess, filled, distinct }: Known, i: number): number => {
    if (i === owner || filled === 0 || !['text', 'choice'].includes(guess.type)) return 0
    const last = words.at(-1) ?? ''
    if (!TITLE_WORDS.test(last) && !TITLE_WORDS.test(words.join(''))) return 0
    return distinct / filled + (words.length === 1 || words[0] === 'company' ? 0.2 : 0)
  }
  let best = { column: -1, score: 0.5 }
  for (const [i, column] of known.entries()) {
    const own = score(column, i)
    if (own > best.score) best = { column: i, score: own }
  }
  if (best.column >= 0) return best.column
  const text = (distinctly: number) =>
    known.findIndex(
      ({ guess, filled, distinct }, i) =>
        guess.type === 'text' && filled > 0 && i !== owner && distinct / filled >= distinctly,
    )
  const own = rows > 1 ? text(0.9) : -1
  if (key !== null && (known[key]?.guess.type === 'text' || own < 0)) return key
  return Math.max(own, text(0), 0)
}

const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.length > 0 && a.join(' ') === b.join(' ')

/** From the column's name, so that two devices that import the same file offline make the same field. */
function freeFieldId(words: readonly string[], column: number, taken: ReadonlySet<string>): string {
  const ascii = cleaned(words.join('-'))
    .normalize('NFD')
    .replace(/[^a-z0-9-]/g, '')
    .slice(0, 32)
  const base = fieldIdSchema.safeParse(ascii).success ? ascii : `column-${column + 1}`
  let id = base
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`
  return id
}
