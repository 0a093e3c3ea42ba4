import { WHEN_CONFIRMED } from '../../shared/domain/request/record-request.ts'
import { editOf } from './asked-edit.ts'
import { askSomebody, useAskItem } from '../requests/use-ask.ts'
import { AskForm } from '../requests/ask-form.tsx'
import { useState } from 'preact/hooks'
import type { Folder } from '../../shared/domain/model/folder.ts'
import { TASK_FIELDS } from '../../shared/domain/model/task-fields.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import type { RecordRow, Replica } from '../../shared/replica/replica.ts'
import { Checkbox } from '../../shared/ui/checkbox.tsx'
import { Menu } from '../../shared/ui/menu.tsx'
import { link } from '../link.ts'
import { useToasts } from '../toasts.tsx'
import { assignItems, assignProblem } from './assign.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { RecordTitle } from './folder-columns.tsx'
import { OwnerCell } from './owner-cell.tsx'
import { dueOf, isDone } from './task-groups.ts'
import { useBin } from './use-bin.ts'
import { textOf } from './typed-value.ts'
import { dayWords } from '../../shared/flows/value-words.ts'

export type TaskRowProps = { replica: Replica; folder: Folder; task: RecordRow; today: string }

/** One task: check it off, open it, give it to somebody. */
export function TaskRow({ replica, folder, task, today }: TaskRowProps) {
  const toasts = useToasts()
  const { bin } = useBin(replica)
  const askItem = useAskItem(replica)
  const [assigning, setAssigning] = useState(false)
  const directory = replica.directory.value
  const { workspaceId } = folder
  const items = directory.portfolio(task.portfolio)
  const holder = items ? holderOf(items) : null
  const due = dueOf(task)
  const done = isDone(task)
  const about = textOf(task.values[TASK_FIELDS.about.id])
  const late = !done && due !== null && due < today
  const setDone = (on: boolean) =>
    void replica.content.edit(folder.id, task.id, {
      [TASK_FIELDS.done.id]: on ? TASK_FIELDS.done.choices[0] : null,
    })
  const mayNotGive = assignProblem(directory, workspaceId, [task]) ?? undefined
  const give = async (to: string): Promise<string | null> => {
    if (mayNotGive) {
      const home = directory.homeOf(to, workspaceId)
      if (!home) return `${directory.nameOf(to)} does not work in this workspace yet.`
      await askSomebody(replica, toasts, editOf(task, { portfolio: home.id }))
      setAssigning(false)
      return null
    }
    const given = await assignItems(replica, workspaceId, [task], to)
    if ('problem' in given) return given.problem
    setAssigning(false)
    toasts.show({
      text: `${directory.nameOf(to)} looks after “${task.title}” now.`,
      tone: 'success',
      action: { label: 'Undo', onAction: () => void given.undo() },
    })
    return null
  }
  return (
    <li class={done ? 'rec-task rec-task--done' : 'rec-task'}>
      <Checkbox
        label={`${task.title}: done`}
        hideLabel
        checked={done}
        onChange={setDone}
        reason={directory.can('edit items', { workspaceId, holder })?.message}
      />
      <div class="rec-task__text">
        <a class="rec-task__title" href={link.record(workspaceId, folder.id, task.id)}>
          <RecordTitle row={task} offline={replica.connection.value === 'offline'} />
        </a>
        {(due !== null || about) && (
          <span class="rec-task__due">
            {due !== null && (
              <span class={late ? 'rec-task__due--late' : undefined}>
                {late ? 'was due ' : 'due '}
                {dayWords(due)}
              </span>
            )}
            {due !== null && about && ' · '}
            {about && <bdi>{about}</bdi>}
          </span>
        )}
      </div>
      <span class="rec-task__owner">
        <OwnerCell directory={directory} portfolioId={task.portfolio} />
      </span>
      <Menu
        label={`More about ${task.title}`}
        items={[
          {
            id: 'give',
            label: 'Give to somebody else',
            onSelect: () => setAssigning(true),
            reason: mayNotGive,
            ask: { label: 'Choose whom, and ask somebody who may', onSelect: () => setAssigning(true) },
          },
          { id: 'open', label: 'Open', href: link.record(workspaceId, folder.id, task.id) },
          {
            id: 'bin',
            label: 'Move to the bin',
            danger: true,
            onSelect: () => void bin(folder.id, [task.id], `“${task.title}”`),
            reason: directory.can('delete items', { workspaceId, holder })?.message,
            ask: askItem(editOf(task, { deleted: WHEN_CONFIRMED })),
          },
        ]}
      />
      {assigning && (
        <AskForm replica={replica} reason={mayNotGive} onClose={() => setAssigning(false)}>
          {' '}
          <AssignDialog
            directory={directory}
            workspaceId={workspaceId}
            what={`“${task.title}”`}
            onClose={() => setAssigning(false)}
            onAssign={give}
          />
        </AskForm>
      )}
    </li>
  )
}
