import { Banner } from '../../shared/ui/banner.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { Select } from '../../shared/ui/select.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { CsvFileInput } from './csv-file-input.tsx'
import { FailedRows } from './failed-rows.tsx'
import { folderNameFrom, targetFolders } from './import-target.ts'
import { StepButtons } from './step-buttons.tsx'
import type { StepProps } from './step-props.ts'

/** Step 1: the file, and where its rows go. */
export function FileStep({ replica, workspaceId, state, actions }: StepProps) {
  const { file, table, target, reading, busy } = state
  const folders = targetFolders(replica.directory.value, workspaceId)
  const nameless = target?.kind === 'new' && target.name.trim() === ''
  const choose = (kind: 'new' | 'existing') => {
    const first = folders[0]
    if (kind === 'existing' && first) actions.put({ target: { kind, folderId: first.id } })
    if (kind === 'new')
      actions.put({
        target: { kind, folderId: replica.newId('folder'), name: folderNameFrom(file?.name ?? '') },
      })
  }
  return (
    <Stack gap={5}>
      <CsvFileInput
        label="A CSV file with one record in each row"
        hint="The first row has the names of the columns. From a spreadsheet: save as CSV (UTF-8)."
        file={file}
        reading={reading}
        onFile={(chosen) => void actions.takeFile(chosen)}
        onRemove={actions.restart}
      />
      {table && (
        <>
          <p role="status">
            <strong>{table.rowCount.toLocaleString('en')}</strong> {table.rowCount === 1 ? 'row' : 'rows'}{' '}
            with {table.header.length.toLocaleString('en')} {table.header.length === 1 ? 'column' : 'columns'}{' '}
            can be read
            {table.unreadable.length > 0 && `, ${table.unreadable.length.toLocaleString('en')} can’t`}.
          </p>
          {table.notes.map((note) => (
            <Banner key={note} tone="warning">
              {note}
            </Banner>
          ))}
          <RadioGroup
            label="Where do the records go?"
            columns
            value={target?.kind ?? null}
            onChange={choose}
            options={[
              { value: 'new', label: 'Into a new folder' },
              {
                value: 'existing',
                label: 'Into a folder that is there',
                description: 'What is in it already stays as it is.',
                reason: folders.length === 0 ? 'There is no folder in this workspace yet.' : undefined,
              },
            ]}
          />
          {target?.kind === 'new' && (
            <TextInput
              label="Name of the new folder"
              required
              maxLength={120}
              value={target.name}
              onInput={(name) => actions.put({ target: { ...target, name } })}
              error={nameless ? 'A folder needs a name.' : undefined}
            />
          )}
          {target?.kind === 'existing' && (
            <Select
              label="Folder"
              value={target.folderId}
              onChange={(folderId) => actions.put({ target: { kind: 'existing', folderId } })}
              options={folders.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          {table.unreadable.length > 0 && (
            <Card
              title="Rows that can’t be read"
              subtitle="They are left out; all other rows are not affected."
            >
              <FailedRows rows={table.unreadable} first={5} />
            </Card>
          )}
          <StepButtons
            next="Continue"
            busy={busy}
            reason={
              table.rowCount === 0
                ? 'No row of this file can be read.'
                : nameless
                  ? 'The new folder needs a name.'
                  : undefined
            }
            onNext={() => void actions.toColumns()}
          />
        </>
      )}
    </Stack>
  )
}
