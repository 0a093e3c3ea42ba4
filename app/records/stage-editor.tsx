import { FilterChips, type FilterChipsProps } from '../../shared/ui/filter-chips.tsx'
import { Select } from '../../shared/ui/select.tsx'
import type { FieldDraft } from './field-draft.ts'
import type { Stage } from './stage-draft.ts'

export type StageEditorProps = {
  drafts: readonly FieldDraft[]
  stage: Stage
  onChange: (stage: Stage) => void
}

/** Names the choice that says how far a record is, and which of its values mean that it is closed. Nothing without a choice. */
export function StageEditor({ drafts, stage, onChange }: StageEditorProps) {
  const choiceFields = drafts.filter((draft) => draft.type === 'choice' && draft.name.trim() !== '')
  if (choiceFields.length === 0) return null
  const chosen = choiceFields.find((draft) => draft.key === stage.key)
  const choices = [...new Set((chosen?.choices ?? '').split('\n').map((line) => line.trim()))].filter(Boolean)
  const chips = choices.map((choice) => ({ id: choice, label: choice }))
  return (
    <>
      <Select
        label="How far a record is"
        hint="With it, lists tell open records from closed ones."
        value={chosen ? String(chosen.key) : 'none'}
        onChange={(key) => onChange({ ...stage, key: key === 'none' ? null : Number(key) })}
        options={[
          { value: 'none', label: 'Every record is open' },
          ...choiceFields.map((draft) => ({
            value: String(draft.key),
            label: `“${draft.name.trim()}” says it`,
          })),
        ]}
      />
      {chosen && chips.length > 0 && (
        <>
          <ChipLine
            label="Closed, won"
            chips={chips}
            selected={stage.won}
            onChange={(won) => onChange({ ...stage, won })}
          />
          <ChipLine
            label="Closed, lost"
            chips={chips.filter((chip) => !stage.won.has(chip.id))}
            selected={stage.lost}
            onChange={(lost) => onChange({ ...stage, lost })}
          />
        </>
      )}
    </>
  )
}

function ChipLine(props: FilterChipsProps) {
  return (
    <div class="ho-field">
      <span class="ho-field__label" aria-hidden="true">
        {props.label}
      </span>
      <FilterChips {...props} />
    </div>
  )
}
