import type * as Y from 'yjs'
import { EDITS_MAP, RECORDS_MAP } from '../../domain/documents/document-name.ts'
import { type CreatedRecord, editKey } from '../../domain/model/record.ts'
import type { Intent } from '../database.ts'
import type { ChangedKeys } from './live-document.ts'

/** Says the intents in the document, inside a transaction of it. A record is written once: one that exists stays. */
export function applyIntents(doc: Y.Doc, intents: readonly Intent[]): void {
  const records = doc.getMap<CreatedRecord>(RECORDS_MAP)
  const edits = doc.getMap(EDITS_MAP)
  for (const intent of intents) {
    if ('edit' in intent) edits.set(editKey(intent.edit, intent.field), intent.value)
    else if (!records.has(intent.create)) records.set(intent.create, intent.record)
  }
}

/** The keys that intents touch. */
export function keysOf(intents: readonly Intent[]): ChangedKeys {
  const records = intents.flatMap((intent) => ('create' in intent ? [intent.create] : []))
  const edits = intents.flatMap((intent) => ('edit' in intent ? [editKey(intent.edit, intent.field)] : []))
  return new Map([
    [RECORDS_MAP, new Set(records)],
    [EDITS_MAP, new Set(edits)],
  ])
}

export const recordIdOf = (intent: Intent): string => ('edit' in intent ? intent.edit : intent.create)

/** Ids in an intent that a command may have to create first: portfolios and people. */
export function namesIn(intents: readonly Intent[]): string[] {
  const values = intents.flatMap((intent) =>
    'edit' in intent ? [intent.value] : [intent.record.portfolio, ...Object.values(intent.record.values)],
  )
  const ids = values.filter((v): v is string => typeof v === 'string' && /^(pfo|usr)_[\w-]{16,40}$/.test(v))
  return [...new Set(ids)]
}

/** The intent with ids replaced that a merged command turned into others (INV-8); the same object when none is in it. */
export function withAliases(intent: Intent, aliases: ReadonlyMap<string, string>): Intent {
  if (!namesIn([intent]).some((id) => aliases.has(id))) return intent
  const real = <T>(value: T): T => ((typeof value === 'string' && aliases.get(value)) || value) as T
  if ('edit' in intent) return { ...intent, value: real(intent.value) }
  const values = Object.fromEntries(Object.entries(intent.record.values).map(([k, v]) => [k, real(v)]))
  return { ...intent, record: { ...intent.record, portfolio: real(intent.record.portfolio), values } }
}
