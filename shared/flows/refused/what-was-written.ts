import { writeCsv } from '../../csv/write.ts'
import type { Directory } from '../../replica/directory/directory.ts'
import type { RefusedItem } from '../../replica/replica.ts'
import { valueWords } from '../value-words.ts'

export interface Written {
  label: string
  text: string
}

/** What somebody had written, of a change that was not accepted: by the names of the fields, as they would read it. */
export function whatWasWritten({ wrote, about, command }: RefusedItem, directory: Directory): Written[] {
  const folderId = about?.folderId ?? (command?.args as { folderId?: string } | undefined)?.folderId
  const fields = (folderId ? directory.folder(folderId)?.fields : undefined) ?? []
  const context = { currency: directory.about?.currency ?? null, nameOf: directory.nameOf }
  return wrote.map(({ field: id, value }) => {
    const field = fields.find((one) => one.id === id)
    const label = id === 'title' ? 'Name' : (field?.name ?? 'A field')
    return { label, text: (field ? valueWords(field, value, context) : String(value ?? '')) || 'nothing' }
  })
}

/** The same as text to paste elsewhere. */
export const asText = (item: RefusedItem, written: readonly Written[]): string =>
  [item.words, ...written.map(({ label, text }) => `${label}: ${text}`)].join('\n')

/** All that was not accepted, as a file: a row for each value that somebody wrote, or for a change without one. */
export function refusedCsv(items: readonly RefusedItem[], directory: Directory): string {
  const rows = items.flatMap((item) => {
    const { words, message, since, dependents } = item
    const what = [words, ...dependents].join('; ')
    const why = item.kind === 'notice' ? '' : message
    const written = whatWasWritten(item, directory)
    return (written.length > 0 ? written : [{ label: '', text: '' }]).map(({ label, text }) => [
      ...[what, label, text, why, since],
    ])
  })
  return writeCsv({ header: ['What', 'Field', 'What you wrote', 'Why it was not kept', 'When'], rows })
}
