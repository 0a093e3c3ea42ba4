import { useState } from 'preact/hooks'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Checkbox } from '../../shared/ui/checkbox.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { Textarea } from '../../shared/ui/textarea.tsx'
import { useDispatch } from '../use-dispatch.ts'
import { fieldsFrom, type FieldDraft } from './field-draft.ts'
import { FieldListEditor, TYPE_WORDS } from './field-list-editor.tsx'
import './fields-editor.css'

export type EditFolderDialogProps = { replica: Replica; folder: Folder; onClose: () => void }

/** A folder's name and fields. Fields and choices are added and put away, never removed (REC-5). */
export function EditFolderDialog({ replica, folder, onClose }: EditFolderDialogProps) {
  const dispatch = useDispatch(replica)
  const [name, setName] = useState(folder.name)
  const [drafts, setDrafts] = useState<readonly FieldDraft[]>([])
  const [archived, setArchived] = useState<ReadonlySet<string>>(new Set())
  const [choices, setChoices] = useState<ReadonlyMap<string, string>>(new Map())
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const fields = folder.fields.filter((field) => !field.archived)

  const save = async () => {
    setTried(true)
    const addFields = fieldsFrom(drafts, folder.fields)
    if (name.trim() === '' || !addFields) return
    const addChoices = [...choices].flatMap(([id, text]): [string, string[]][] => {
      const more = text
        .split('\n')
        .map((line) => line.trim().slice(0, 120))
        .filter(Boolean)
      return more.length > 0 && !archived.has(id) ? [[id, more]] : []
    })
    const changes = {
      ...(name.trim() !== folder.name && { name: name.trim() }),
      ...(addFields.length > 0 && { addFields }),
      ...(addChoices.length > 0 && { addChoices: Object.fromEntries(addChoices) }),
      ...(archived.size > 0 && { archiveFields: [...archived] }),
    }
    if (Object.keys(changes).length === 0) return onClose()
    setBusy(true)
    const done = await dispatch('folder.edit', { folderId: folder.id, ...changes }, 'Folder changed.')
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog
      open
      title="Change name and fields"
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" busy={busy}>
            Save
          </Button>
        </>
      }
    >
      <Stack>
        <TextInput
          label="Name"
          required
          maxLength={120}
          value={name}
          onInput={setName}
          error={tried && name.trim() === '' ? 'A folder needs a name.' : undefined}
        />
        {fields.length > 0 && (
          <ul class="rec-fields-list" role="list" aria-label="Fields">
            {fields.map((field) => (
              <li key={field.id} class="rec-fields-list__field">
                <span class="rec-fields-list__name">
                  {field.name} <span class="rec-muted">{TYPE_WORDS[field.type]}</span>
                </span>
                <Checkbox
                  label="Put away"
                  checked={archived.has(field.id)}
                  onChange={(on) => {
                    const next = new Set(archived)
                    if (on) next.add(field.id)
                    else next.delete(field.id)
                    setArchived(next)
                  }}
                />
                {field.type === 'choice' && !archived.has(field.id) && (
                  <div class="rec-fields-list__choices">
                    <Textarea
                      label={`More choices for ${field.name}, one a line`}
                      hint={`So far: ${(field.choices ?? []).join(', ')}`}
                      rows={1}
                      value={choices.get(field.id) ?? ''}
                      onInput={(text) => setChoices(new Map(choices).set(field.id, text))}
                    />
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
        {archived.size > 0 && (
          <p class="rec-muted">What is put away is no longer shown; its values are kept.</p>
        )}
        <FieldListEditor fields={drafts} onChange={setDrafts} showErrors={tried} />
      </Stack>
    </Dialog>
  )
}
