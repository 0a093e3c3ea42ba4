import { useState } from 'preact/hooks'
import { Mail, Trash, UserCog } from 'lucide-preact'
import { Button } from '../button.tsx'
import { Combobox } from '../combobox.tsx'
import { Dialog } from '../dialog.tsx'
import { EmailInput } from '../email-input.tsx'
import { Inline } from '../layout.tsx'
import { Menu } from '../menu.tsx'
import { RadioGroup } from '../radio-group.tsx'
import { ToastRegion, type Toast } from '../toast-region.tsx'
import { Sample, Section } from './section.tsx'
import { people } from './sample-data.ts'

const choices = people.slice(0, 4).map(({ id, name, email }) => ({ id, label: name, detail: email }))

export function Overlays() {
  const [open, setOpen] = useState<'invite' | 'confirm' | 'long' | null>(null)
  const [email, setEmail] = useState('')
  const [level, setLevel] = useState<'agent' | 'manager'>('agent')
  const [like, setLike] = useState<string | null>(null)
  const [chosen, setChosen] = useState('nothing yet')
  const [toasts, setToasts] = useState<Toast[]>([])
  const add = (toast: Omit<Toast, 'id'>) => setToasts([...toasts, { ...toast, id: String(Date.now()) }])
  const close = () => setOpen(null)
  return (
    <Section id="overlays" title="Dialog, Menu, Toast">
      <Sample name="Dialog">
        <Inline>
          <Button onClick={() => setOpen('invite')}>Open a form</Button>
          <Button onClick={() => setOpen('confirm')}>Open a question</Button>
          <Button onClick={() => setOpen('long')}>Open a long one</Button>
        </Inline>
        <Dialog
          open={open === 'invite'}
          onClose={close}
          onSubmit={close}
          title="Invite people"
          subtitle="They get a mail, and come in when they accept."
          footer={
            <>
              <Button variant="quiet" onClick={close}>
                Cancel
              </Button>
              <Button variant="primary" type="submit">
                Send the invitation
              </Button>
            </>
          }
        >
          <EmailInput label="Address" value={email} onInput={setEmail} required autoFocus />
          <Combobox
            label="Same as"
            options={choices}
            value={like}
            onChange={setLike}
            hint="Copies workspaces, levels and restrictions."
          />
          <RadioGroup
            label="Level"
            columns
            value={level}
            onChange={setLevel}
            options={[
              { value: 'agent', label: 'Agent', description: 'Works on records and tasks.' },
              { value: 'manager', label: 'Manager', description: 'Also manages Agents of the workspace.' },
            ]}
          />
        </Dialog>
        <Dialog
          open={open === 'confirm'}
          onClose={close}
          mustAnswer
          size="s"
          title="Block Anna now?"
          footer={
            <>
              <Button variant="quiet" onClick={close}>
                Keep Anna in
              </Button>
              <Button variant="danger" onClick={close}>
                Block Anna
              </Button>
            </>
          }
        >
          <p>Anna is signed out everywhere. Blocked keeps everything and costs a seat.</p>
        </Dialog>
        <Dialog
          open={open === 'long'}
          onClose={close}
          size="l"
          title="What moves"
          footer={<Button onClick={close}>Close</Button>}
        >
          {Array.from({ length: 40 }, (_, index) => (
            <p key={index}>Line {index + 1}: a record, a task and a workflow.</p>
          ))}
        </Dialog>
      </Sample>
      <Sample name="Menu">
        <Inline>
          <Menu
            label="More about Anna Berg"
            items={[
              {
                id: 'mail',
                label: 'Resend the invitation',
                icon: <Mail />,
                onSelect: () => setChosen('resend'),
              },
              {
                id: 'role',
                label: 'Change role',
                icon: <UserCog />,
                reason: 'Nobody changes their own role',
                onSelect: () => setChosen('role'),
              },
              {
                id: 'delete',
                label: 'Deactivate…',
                icon: <Trash />,
                danger: true,
                separated: true,
                onSelect: () => setChosen('deactivate'),
              },
            ]}
          />
          <span>
            Chosen: <span id="menu-chosen">{chosen}</span>
          </span>
        </Inline>
      </Sample>
      <Sample name="Toast">
        <Inline>
          <Button
            onClick={() => add({ text: 'Anna was blocked.', action: { label: 'Undo', onAction: () => {} } })}
          >
            With undo
          </Button>
          <Button onClick={() => add({ text: 'Ben now looks after 1,204 items.', tone: 'success' })}>
            Success
          </Button>
          <Button
            onClick={() =>
              add({ text: 'The invitation could not be sent: the address does not exist.', tone: 'danger' })
            }
          >
            Problem
          </Button>
        </Inline>
        <ToastRegion
          toasts={toasts}
          onDismiss={(id) => setToasts((all) => all.filter((toast) => toast.id !== id))}
        />
      </Sample>
    </Section>
  )
}
