import { useState } from 'preact/hooks'
import type { Field, Folder } from '../../shared/domain/model/folder.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { link } from '../link.ts'
import { useRouter } from '../router-context.ts'
import { useDispatch } from '../use-dispatch.ts'

type Kind = 'contacts' | 'deals' | 'empty'

const FIELDS: Record<Kind, { fields: Field[]; stage: Folder['stage'] }> = {
  contacts: {
    fields: [
      { id: 'company', name: 'Company', type: 'text' },
      { id: 'email', name: 'Email', type: 'email' },
      { id: 'phone', name: 'Phone', type: 'phone' },
    ],
    stage: null,
  },
  deals: {
    fields: [
      { id: 'amount', name: 'Amount', type: 'money' },
      { id: 'stage', name: 'Stage', type: 'choice', choices: ['New', 'Talking', 'Offer', 'Won', 'Lost'] },
      { id: 'close', name: 'Closes on', type: 'date' },
    ],
    stage: { fieldId: 'stage', won: ['Won'], lost: ['Lost'] },
  },
  empty: { fields: [{ id: 'notes', name: 'Notes', type: 'text' }], stage: null },
}

/** Creates a folder of records with fields to begin with. */
export function NewFolderDialog(props: { replica: Replica; workspaceId: string; onClose: () => void }) {
  const { replica, workspaceId, onClose } = props
  const dispatch = useDispatch(replica)
  const router = useRouter()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Kind>('contacts')
  const [tried, setTried] = useState(false)
  const [folderId] = useState(() => newId('folder'))
  const submit = async () => {
    setTried(true)
    if (!name.trim()) return
    const args = { folderId, workspaceId, name: name.trim(), ...FIELDS[kind] }
    if (!(await dispatch('folder.create', args, `The folder ${name.trim()} is there.`))) return
    onClose()
    router.go(link.folder(workspaceId, folderId))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="New folder"
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
      <Stack gap={5}>
        <TextInput
          label="Name"
          required
          autoFocus
          maxLength={120}
          autoComplete="off"
          value={name}
          onInput={setName}
          error={tried && !name.trim() ? 'Enter a name.' : undefined}
        />
        <RadioGroup<Kind>
          label="What goes in it"
          value={kind}
          onChange={setKind}
          options={[
            { value: 'contacts', label: 'Contacts', description: 'Company, email, phone.' },
            {
              value: 'deals',
              label: 'Deals',
              description: 'Amount, stage from New to Won or Lost, closing date.',
            },
            { value: 'empty', label: 'Something else', description: 'A name and notes.' },
          ]}
        />
      </Stack>
    </Dialog>
  )
}
