import type { Field, FieldType } from '../../shared/domain/model/folder.ts'
import { freeFieldId } from './free-field-id.ts'

/** A field while it is being described. */
export interface FieldDraft {
  /** Stays the same while the name is typed. */
  key: number
  name: string
  type: FieldType
  /** One a line. */
  choices: string
}

export const emptyField = (fields: readonly FieldDraft[]): FieldDraft => ({
  key: Math.max(0, ...fields.map((field) => field.key)) + 1,
  name: '',
  type: 'text',
  choices: '',
})

/** As `fieldSchema` allows. */
const MAX_CHOICES = 200

/** The fields as a command takes them, or null when something is missing. Ids come from the names, and differ from those taken. */
export function fieldsFrom(drafts: readonly FieldDraft[], existing: readonly Field[]): Field[] | null {
  const taken = new Set(existing.map((field) => field.id))
  const fields: Field[] = []
  for (const draft of drafts) {
    const name = draft.name.trim()
    const choices = draft.type === 'choice' ? choicesFrom(draft.choices) : undefined
    if (name === '' || choices?.length === 0) return null
    const id = freeFieldId(name, `field-${taken.size + 1}`, taken)
    taken.add(id)
    fields.push({ id, name, type: draft.type, ...(choices && { choices }) })
  }
  return fields
}

const choicesFrom = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim().slice(0, 120))
      .filter((line) => line !== '')
      .slice(0, MAX_CHOICES),
  ),
]
