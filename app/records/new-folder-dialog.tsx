import { useState } from 'preact/hooks'
import type { Stage } from './stage-draft.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { useDispatch } from '../use-dispatch.ts'
import { fieldsFrom, type FieldDraft } from './field-draft.ts'
import { FieldListEditor } from './field-list-editor.tsx'
import { StageEditor } from './stage-editor.tsx'
import { stageFrom } from './stage-draft.ts'
import './records.css'

export type NewFolderDialogProps = {
  replica: Replica
  workspaceId: string
  onClose: () => void
  /** The folder can be opened at once, also offline. */
  onCreated: (folderId: string) => void
}

/** Opens a folder in a workspace: its name, its fields, and which choice says how far a record is (REC-1). */
export function NewFolderDialog({ replica, workspaceId, onClose, onCreated }: NewFolderDialogProps) {
  const dispatch = useDispatch(replica)
  const [name, setName] = useState('')
  const [drafts, setDrafts] = useState<readonly FieldDraft[]>([])
  const [stage, setStage] = useState<Stage>({ key: null, won: new Set(), lost: new Set() })
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)

  const create = async () => {
    setTried(true)
    const fields = fieldsFrom(drafts, [])
    if (name.trim() === '' || !fields) return
    setBusy(true)
    const folderId = replica.newId('folder')
    const done = await dispatch(
      'folder.create',
      { folderId, workspaceId, name: name.trim(), fields, stage: stageFrom(stage, drafts, fields) },
      `Folder “${name.trim()}” created.`,
    )
    setBusy(false)
    if (done) onCreated(folderId)
  }
  return (
    <Dialog
      open
      title="New folder"
      subtitle="A folder holds records of one kind, such as customers or deals."
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
        <TextInput
          label="Name"
          required
          autoFocus
          maxLength={120}
          value={name}
          onInput={setName}
          error={tried && name.trim() === '' ? 'A folder needs a name.' : undefined}
          hint="Each record has a name and somebody who looks after it. Add what else it has:"
        />
        <FieldListEditor fields={drafts} onChange={setDrafts} showErrors={tried} />
        <StageEditor drafts={drafts} stage={stage} onChange={setStage} />
      </Stack>
    </Dialog>
  )
}
