import { useState } from 'preact/hooks'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { FieldValue } from '../../shared/domain/model/record.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { homeFor } from './home-portfolio.ts'
import { peopleOptions } from './people-options.ts'
import { typedTitle, typedValue } from './typed-value.ts'
import { ValueInput } from './value-input.tsx'

export type NewRecordDialogProps = {
  replica: Replica
  folder: Folder
  onClose: () => void
  onCreated: (recordId: string, title: string) => void
}

/** Asks for a record's name, who looks after it, and its fields. */
export function NewRecordDialog({ replica, folder, onClose, onCreated }: NewRecordDialogProps) {
  const directory = replica.directory.value
  const [title, setTitle] = useState('')
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map())
  const [owner, setOwner] = useState<string | null>(replica.userId)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const fields = folder.fields.filter((field) => !field.archived)
  const name = typedTitle(title)
  const typed = fields.map((field) => ({ field, typed: typedValue(field, texts.get(field.id) ?? '') }))

  const create = async () => {
    setTried(true)
    if (!name.ok || owner === null || typed.some((one) => !one.typed.ok)) return
    setBusy(true)
    const home = await homeFor(replica, owner, folder.workspaceId)
    setBusy(false)
    if ('problem' in home) return setProblem(home.problem)
    const filled = typed.flatMap(({ field, typed: one }): [string, FieldValue][] =>
      one.ok && one.value !== null ? [[field.id, one.value]] : [],
    )
    const recordId = await replica.content.createRecord(folder.id, {
      title: String(name.value),
      values: Object.fromEntries(filled),
      portfolio: home.portfolioId,
    })
    onCreated(recordId, String(name.value))
  }
  return (
    <Dialog
      open
      title={`New in ${folder.name}`}
      onClose={onClose}
      onSubmit={() => void create()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" busy={busy}>
            Create
          </Button>
        </>
      }
    >
      <Stack>
        {problem && (
          <Banner tone="danger" announce>
            {problem}
          </Banner>
        )}
        <TextInput
          label="Name"
          required
          autoFocus
          value={title}
          onInput={setTitle}
          error={tried && !name.ok ? name.error : undefined}
        />
        <Combobox
          label="Looked after by"
          required
          options={peopleOptions(directory, folder.workspaceId)}
          value={owner}
          onChange={setOwner}
          error={tried && owner === null ? 'Choose a person.' : undefined}
        />
        {typed.map(({ field, typed: one }) => (
          <ValueInput
            key={field.id}
            field={field}
            directory={directory}
            workspaceId={folder.workspaceId}
            text={texts.get(field.id) ?? ''}
            error={tried && !one.ok ? one.error : undefined}
            onInput={(text) => setTexts(new Map(texts).set(field.id, text))}
          />
        ))}
      </Stack>
    </Dialog>
  )
}
