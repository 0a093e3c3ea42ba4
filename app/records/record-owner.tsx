import { editOf } from './asked-edit.ts'
import { askSomebody } from '../requests/use-ask.ts'
import { AskForm } from '../requests/ask-form.tsx'
import { useState } from 'preact/hooks'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { RecordRow, Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { PersonLine } from '../../shared/ui/person-line.tsx'
import { link } from '../link.ts'
import { useToasts } from '../toasts.tsx'
import { assignItems, assignProblem } from './assign.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { ownerWords } from './owner-words.ts'

export type RecordOwnerProps = { replica: Replica; folder: Folder; record: RecordRow }

/** Who looks after a record, and the way to give it to somebody else. */
export function RecordOwner({ replica, folder, record }: RecordOwnerProps) {
  const toasts = useToasts()
  const [open, setOpen] = useState(false)
  const directory = replica.directory.value
  const { workspaceId } = folder
  const { holderId, name, note } = ownerWords(directory, record.portfolio, Date.now())
  const person = holderId === null ? null : directory.user(holderId)
  const inBin = record.deleted === null ? null : 'It is in the bin. Restore it first.'
  const mayNot = assignProblem(directory, workspaceId, [record]) ?? undefined
  const reason = inBin ?? mayNot
  const give = async (to: string): Promise<string | null> => {
    if (mayNot) {
      const home = directory.homeOf(to, workspaceId)
      if (!home) return `${directory.nameOf(to)} does not work in this workspace yet.`
      await askSomebody(replica, toasts, editOf(record, { portfolio: home.id }))
      setOpen(false)
      return null
    }
    const done = await assignItems(replica, workspaceId, [record], to)
    if ('problem' in done) return done.problem
    setOpen(false)
    toasts.show({
      text: `${directory.nameOf(to)} looks after “${record.title}” now.`,
      tone: 'success',
      action: { label: 'Undo', onAction: () => void done.undo() },
    })
    return null
  }
  return (
    <div class="rec-record-owner">
      {person ? (
        <PersonLine
          name={name}
          email={person.email}
          status={person.state}
          detail={note}
          colourBy={person.id}
          online={replica.presence.online.value.has(person.id)}
          href={link.user(person.id)}
        />
      ) : (
        <p>
          {name}
          {note && <span class="rec-muted"> · {note}</span>}
        </p>
      )}
      <Button reason={reason} ask={inBin ? undefined : () => setOpen(true)} onClick={() => setOpen(true)}>
        Give to somebody else
      </Button>
      {open && (
        <AskForm replica={replica} reason={mayNot} onClose={() => setOpen(false)}>
          {' '}
          <AssignDialog
            directory={directory}
            workspaceId={workspaceId}
            what={`“${record.title}”`}
            onClose={() => setOpen(false)}
            onAssign={give}
          />
        </AskForm>
      )}
    </div>
  )
}
