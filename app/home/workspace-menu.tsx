import { Archive, Download, Pencil } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { workspaceSchema, type Workspace } from '../../shared/domain/model/workspace.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Menu } from '../../shared/ui/menu.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { link } from '../link.ts'
import { downloadText, fileName } from '../../shared/ui/download-text.ts'
import { useRouter } from '../router-context.ts'
import { useDispatch } from '../use-dispatch.ts'
import { usersCsv } from '../users/export-users.ts'
import { AskForm } from '../requests/ask-form.tsx'
import { useAskItem } from '../requests/use-ask.ts'

/** Rename, archive, and the people as a file (CSV-2). */
export function WorkspaceMenu({ replica, workspace }: { replica: Replica; workspace: Workspace }) {
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const router = useRouter()
  const askItem = useAskItem(replica)
  const [renaming, setRenaming] = useState(false)
  const { id: workspaceId, name } = workspace
  const reason = whyNot(directory, 'archive a workspace', { workspaceId })
  const archive = async () => {
    const undo = {
      label: 'Undo',
      onAction: () => void dispatch('workspace.reopen', { workspaceId }, `${name} is back.`),
    }
    if (
      await dispatch(
        'workspace.archive',
        { workspaceId },
        `${name} is archived. Everything in it is kept.`,
        undo,
      )
    )
      router.go(link.home, { replace: true })
  }
  const save = () =>
    downloadText(
      fileName(`${name} people`, 'csv'),
      usersCsv(
        directory,
        directory.peopleIn(workspaceId).filter(({ state }) => state !== 'erased'),
      ),
    )
  return (
    <>
      <Menu
        label={`More about ${name}`}
        items={[
          {
            id: 'rename',
            label: 'Rename',
            icon: <Pencil />,
            reason,
            ask: { label: 'Prepare it, and ask somebody who may', onSelect: () => setRenaming(true) },
            onSelect: () => setRenaming(true),
          },
          {
            id: 'export',
            label: 'Export the people',
            icon: <Download />,
            reason: whyNot(directory, 'export users', { workspaceId }),
            onSelect: save,
          },
          {
            id: 'archive',
            label: 'Archive',
            icon: <Archive />,
            reason,
            ask: askItem({ type: 'workspace.archive', args: { workspaceId } }),
            onSelect: () => void archive(),
          },
        ]}
      />
      {renaming && (
        <AskForm replica={replica} reason={reason} onClose={() => setRenaming(false)}>
          <RenameDialog replica={replica} workspace={workspace} onClose={() => setRenaming(false)} />
        </AskForm>
      )}
    </>
  )
}

function RenameDialog(props: { replica: Replica; workspace: Workspace; onClose: () => void }) {
  const { replica, workspace, onClose } = props
  const dispatch = useDispatch(replica)
  const [name, setName] = useState(workspace.name)
  const [tried, setTried] = useState(false)
  const fits = workspaceSchema.shape.name.safeParse(name).success
  const submit = async () => {
    setTried(true)
    if (!fits) return
    if (name.trim() === workspace.name) return onClose()
    const rename = (to: string) => ({ workspaceId: workspace.id, name: to })
    const done = await dispatch('workspace.edit', rename(name.trim()), 'The workspace was renamed.', {
      label: 'Undo',
      onAction: () => void dispatch('workspace.edit', rename(workspace.name)),
    })
    if (done) onClose()
  }
  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={`Rename ${workspace.name}`}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Rename
          </Button>
        </>
      }
    >
      <TextInput
        label="Name"
        required
        autoFocus
        autoComplete="off"
        maxLength={120}
        value={name}
        onInput={setName}
        error={tried && !fits ? 'A workspace needs a name.' : undefined}
      />
    </Dialog>
  )
}
