import { Plus } from 'lucide-preact'
import { useRef, useState } from 'preact/hooks'
import type { Folder } from '../../shared/domain/model/folder.ts'
import { TASK_FIELDS } from '../../shared/domain/model/task-fields.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { useToasts } from '../toasts.tsx'
import { homeFor } from './home-portfolio.ts'
import { MAX_TITLE } from './typed-value.ts'

/** One line to write down a task: what, and until when. It is one's own at first. */
export function NewTask({ replica, folder }: { replica: Replica; folder: Folder }) {
  const toasts = useToasts()
  const [title, setTitle] = useState('')
  const [due, setDue] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const { workspaceId } = folder
  const reason = replica.directory.value.can('edit items', { workspaceId, holder: replica.userId })?.message
  const create = async () => {
    const text = title.trim()
    if (text === '') return input.current?.focus()
    const home = await homeFor(replica, replica.userId, workspaceId)
    if ('problem' in home) return toasts.show({ text: home.problem, tone: 'danger' })
    await replica.content.createRecord(folder.id, {
      title: text,
      values: due ? { [TASK_FIELDS.due.id]: due } : {},
      portfolio: home.portfolioId,
    })
    setTitle('')
    input.current?.focus()
  }
  return (
    <form
      class="rec-new-task"
      onSubmit={(event) => {
        event.preventDefault()
        void create()
      }}
    >
      <div class="rec-new-task__title">
        <TextInput
          label="New task"
          value={title}
          onInput={setTitle}
          maxLength={MAX_TITLE}
          reason={reason}
          inputRef={input}
        />
      </div>
      <TextInput label="Due" type="date" value={due} onInput={setDue} reason={reason} />
      <Button type="submit" icon={<Plus />} reason={reason}>
        Add
      </Button>
    </form>
  )
}
