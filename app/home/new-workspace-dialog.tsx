import { useState } from 'preact/hooks'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { link } from '../link.ts'
import { useRouter } from '../router-context.ts'
import { useDispatch } from '../use-dispatch.ts'

/** Creates a workspace with its tasks, and opens it. */
export function NewWorkspaceDialog({ replica, onClose }: { replica: Replica; onClose: () => void }) {
  const dispatch = useDispatch(replica)
  const router = useRouter()
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const [workspaceId] = useState(() => newId('workspace'))
  const submit = async () => {
    setTried(true)
    if (!name.trim()) return
    const args = {
      workspaceId,
      name: name.trim(),
      tasksFolderId: newId('folder'),
      portfolioId: newId('portfolio'),
    }
    if (!(await dispatch('workspace.create', args, `The workspace ${name.trim()} is there.`))) return
    onClose()
    router.go(link.workspace(workspaceId))
  }
  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title="New workspace"
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Create
          </Button>
        </>
      }
    >
      <TextInput
        label="Name"
        required
        autoFocus
        maxLength={120}
        autoComplete="off"
        hint="Of a team or a subject, for example “Support”. It begins with a list of tasks."
        value={name}
        onInput={setName}
        error={tried && !name.trim() ? 'Enter a name.' : undefined}
      />
    </Dialog>
  )
}
