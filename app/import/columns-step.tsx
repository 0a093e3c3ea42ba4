import { newFields, type Column, type Mapping } from '../../shared/domain/import/mapping.ts'
import { cleaned } from '../../shared/domain/import/table.ts'
import { FIELD_TYPES, type Field, type FieldType } from '../../shared/domain/model/folder.ts'
import { Select } from '../../shared/ui/select.tsx'
import { Badge } from '../../shared/ui/status-badge.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { TYPE_WORDS } from '../records/field-list-editor.tsx'
import { fieldsOf } from './import-target.ts'
import { withColumn, withNewField } from './mapping-edits.ts'
import { StepButtons } from './step-buttons.tsx'
import type { StepProps } from './step-props.ts'

/** Step 2: what becomes of each column. */
export function ColumnsStep({ replica, state, actions }: StepProps) {
  const { table, mapping, target, busy } = state
  if (!table || !mapping || !target) return null
  const fields = fieldsOf(replica.directory.value, target)
  const put = (next: Mapping) => actions.put({ mapping: next, problem: null })
  const columnOptions = table.header.map((name, i) => ({ value: String(i), label: name }))
  const optional = [{ value: 'none', label: 'None' }, ...columnOptions]
  const chosen = (column: number | null) => (column === null ? 'none' : String(column))
  const index = (value: string) => (value === 'none' ? null : Number(value))
  const nameless = newFields(mapping).some((field) => field.name.trim() === '')
  return (
    <Stack gap={5}>
      <div class="imp-roles">
        <Select
          label="Name of the record"
          value={chosen(mapping.titleColumn)}
          onChange={(value) => put({ ...mapping, titleColumn: Number(value) })}
          options={columnOptions}
        />
        <Select
          label="Who looks after it"
          value={chosen(mapping.ownerColumn)}
          onChange={(value) => put({ ...mapping, ownerColumn: index(value) })}
          options={optional}
        />
        <Select
          label="Tells the rows apart"
          hint="With it, the same file can be imported again and makes nothing twice."
          value={chosen(mapping.keyColumn)}
          onChange={(value) => put({ ...mapping, keyColumn: index(value) })}
          options={[{ value: 'none', label: 'The whole row' }, ...columnOptions]}
        />
      </div>
      <ul class="imp-columns" role="list" aria-label="Columns of the file">
        {mapping.columns.map((column, i) => (
          <li key={i} class="imp-column">
            <div class="imp-column__from">
              <span class="imp-column__name">
                <bdi>{table.header[i]}</bdi>
                {mapping.titleColumn === i && <Badge tone="accent">name</Badge>}
                {mapping.ownerColumn === i && <Badge tone="accent">looks after it</Badge>}
                {mapping.keyColumn === i && <Badge tone="accent">tells rows apart</Badge>}
              </span>
              <span class="imp-column__samples">
                <bdi>{samplesOf(table.sample.map((row) => row.cells[i]))}</bdi>
              </span>
            </div>
            <ColumnTarget
              name={table.header[i] ?? ''}
              column={column}
              fields={fields}
              onTarget={(value) => {
                if (value === 'ignore') put(withColumn(mapping, i, { target: { kind: 'ignore' } }))
                else if (value === 'new') put(withNewField(mapping, i, table.header[i] ?? '', fields))
                else put(withColumn(mapping, i, { target: { kind: 'existing', fieldId: value.slice(2) } }))
              }}
              onColumn={(part) => put(withColumn(mapping, i, part))}
              onType={async (field, type) => {
                const choices = type === 'choice' ? await actions.choicesOf(i) : null
                if (type === 'choice' && !choices)
                  return actions.put({
                    problem: `“${table.header[i]}” has too many different values for a choice.`,
                  })
                const { choices: _before, ...rest } = field
                put(
                  withColumn(mapping, i, {
                    target: { kind: 'new', field: { ...rest, type, ...(choices && { choices }) } },
                  }),
                )
              }}
            />
          </li>
        ))}
      </ul>
      <StepButtons
        next="Continue"
        busy={busy}
        reason={nameless ? 'Each new field needs a name.' : undefined}
        onBack={() => actions.put({ step: 'file', problem: null })}
        onNext={() => void actions.toOwners()}
      />
    </Stack>
  )
}

/** Some values of a column, so that one sees what it is. */
function samplesOf(cells: readonly (string | undefined)[]): string {
  const filled = [...new Set(cells.map(cleaned).filter((cell) => cell !== ''))].slice(0, 3)
  return filled.length > 0
    ? filled.map((cell) => (cell.length > 40 ? `${cell.slice(0, 39)}…` : cell)).join(' · ')
    : 'empty'
}

type ColumnTargetProps = {
  name: string
  column: Column
  fields: readonly Field[]
  onTarget: (value: string) => void
  onColumn: (part: Partial<Column>) => void
  onType: (field: Field, type: FieldType) => void
}

function ColumnTarget({ name, column, fields, onTarget, onColumn, onType }: ColumnTargetProps) {
  const { target } = column
  const usable = fields.filter((field) => !field.archived)
  const value = target.kind === 'existing' ? `f:${target.fieldId}` : target.kind
  const field =
    target.kind === 'new'
      ? target.field
      : usable.find((one) => target.kind === 'existing' && one.id === target.fieldId)
  const newField = target.kind === 'new' ? target.field : null
  return (
    <div class="imp-column__to">
      <Select
        label={`${name} goes to`}
        hideLabel
        value={value}
        onChange={onTarget}
        options={[
          { value: 'ignore', label: 'Left out' },
          { value: 'new', label: 'A new field' },
          ...(usable.length > 0
            ? [
                {
                  group: 'Fields of the folder',
                  options: usable.map((one) => ({ value: `f:${one.id}`, label: one.name })),
                },
              ]
            : []),
        ]}
      />
      {newField && (
        <>
          <TextInput
            label={`Name of the new field for ${name}`}
            hideLabel
            maxLength={120}
            value={newField.name}
            onInput={(text) => onColumn({ target: { kind: 'new', field: { ...newField, name: text } } })}
          />
          <Select
            label={`Type of ${newField.name}`}
            hideLabel
            value={newField.type}
            onChange={(type) => onType(newField, type)}
            options={FIELD_TYPES.map((type) => ({ value: type, label: TYPE_WORDS[type] }))}
          />
        </>
      )}
      {(field?.type === 'number' || field?.type === 'money') && (
        <Select
          label={`How numbers are written in ${name}`}
          hideLabel
          value={column.decimal}
          onChange={(decimal) => onColumn({ decimal })}
          options={[
            { value: 'point', label: 'written 1,234.5' },
            { value: 'comma', label: 'written 1.234,5' },
          ]}
        />
      )}
      {field?.type === 'date' && (
        <Select
          label={`How dates are written in ${name}`}
          hideLabel
          value={column.dateOrder}
          onChange={(dateOrder) => onColumn({ dateOrder })}
          options={[
            { value: 'ymd', label: 'written 2024-12-31 or 31.12.2024' },
            { value: 'dmy', label: 'written 31/12/2024' },
            { value: 'mdy', label: 'written 12/31/2024' },
          ]}
        />
      )}
    </div>
  )
}
