import type { Field, Folder } from '../../shared/domain/model/folder.ts'
import type { FieldDraft } from './field-draft.ts'

/** Which choice says how far a record is, while it is being decided. */
export interface Stage {
  /** The FieldDraft's key; null: none, and every record is open. */
  key: number | null
  won: ReadonlySet<string>
  lost: ReadonlySet<string>
}

/** The stage as a command takes it; choices that were changed meanwhile are left out. `fields` are those of `drafts`. */
export function stageFrom(
  stage: Stage,
  drafts: readonly FieldDraft[],
  fields: readonly Field[],
): Folder['stage'] {
  const field = fields[drafts.findIndex((draft) => draft.key === stage.key && draft.type === 'choice')]
  if (!field) return null
  const choices = field.choices ?? []
  return {
    fieldId: field.id,
    won: choices.filter((choice) => stage.won.has(choice)),
    lost: choices.filter((choice) => stage.lost.has(choice) && !stage.won.has(choice)),
  }
}
