import type { FieldValue } from '../../domain/model/record.ts'
import type { KeysRow } from '../database.ts'
import type { RecordKey } from './record-columns.ts'

/** A record as it lies in its page: title, portfolio, createdAt, deleted, open, touched, values. */
export type Stored = [string, string, string, string | null, 0 | 1, number, Record<string, FieldValue>]
export type Page = Record<string, Stored>

/** One page's keys, by column; `at` are places in `portfolios`, `flags` 1 for open and 2 for the bin. */
interface Keys {
  ids: string[]
  titles: string[]
  portfolios: string[]
  at: number[]
  flags: number[]
}

export function keysFor(records: Page): string {
  const keys: Keys = { ids: [], titles: [], portfolios: [], at: [], flags: [] }
  const places = new Map<string, number>()
  for (const [id, [title, portfolio, , deleted, open]] of Object.entries(records)) {
    if (!places.has(portfolio)) places.set(portfolio, keys.portfolios.push(portfolio) - 1)
    keys.ids.push(id)
    keys.titles.push(titleKeyOf(title))
    keys.at.push(places.get(portfolio) ?? 0)
    keys.flags.push(open | (deleted === null ? 0 : 2))
  }
  return JSON.stringify(keys)
}

export function keysIn({ shard, keys }: KeysRow): RecordKey[] {
  const { ids, titles, portfolios, at, flags } = JSON.parse(keys) as Keys
  return ids.map((id, i) => ({
    id,
    shard,
    titleKey: titles[i] ?? '',
    portfolio: portfolios[at[i] ?? 0] ?? '',
    open: ((flags[i] ?? 0) & 1) as 0 | 1,
    inBin: ((flags[i] ?? 0) >> 1) as 0 | 1,
  }))
}

/** What titles are sorted by. Most have nothing to be decomposed. */
const titleKeyOf = (title: string): string =>
  (IS_ASCII.test(title) ? title : title.normalize('NFKD')).toLowerCase().slice(0, 80)
const IS_ASCII = /^[ -~]*$/

/** The ids alone. */
export const idsIn = ({ keys }: KeysRow): string[] => (JSON.parse(keys) as Keys).ids
