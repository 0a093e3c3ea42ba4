import { useState } from 'preact/hooks'
import type { Field } from '../../shared/domain/model/folder.ts'
import type { RecordRow, Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { useDispatch } from '../use-dispatch.ts'
import { editOf } from './asked-edit.ts'
import { textOf, typedTitle, typedValue } from './typed-value.ts'
import { ValueInput } from './value-input.tsx'

export interface AskValueDialogProps {
  replica: Replica
  record: RecordRow
  workspaceId: string
  /** Null: the record's name. */
  field: Field | null
  onClose: () => void
}

/** What a field should say that one may not change oneself: goes to those who may (ROLE-15). Stands in an `AskForm`. */
export function AskValueDialog({ replica, record, workspaceId, field, onClose }: AskValueDialogProps) {
  const dispatch = useDispatch(replica)
  const [text, setText] = useState(field ? textOf(record.values[field.id]) : record.title)
  const [error, setError] = useState<string | undefined>()
  const typed = (next: string) => {
    setText(next)
    setError(undefined)
  }
  const ask = async () => {
    const isPlain = field?.type === 'choice' || field?.type === 'person'
    const read = !field ? typedTitle(text) : isPlain ? null : typedValue(field, text)
    if (read && !read.ok) return setError(read.error)
    const value = read ? read.value : text || null
    const { type, args } = editOf(record, { [field ? field.id : 'title']: value })
    await dispatch(type, args)
  }
  return (
    <Dialog
      open
      size="s"
      title={`${field?.name ?? 'Name'} of “${record.title}”`}
      onClose={onClose}
      onSubmit={() => void ask()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Ask
          </Button>
        </>
      }
    >
      {field ? (
        <ValueInput
          field={field}
          directory={replica.directory.value}
          workspaceId={workspaceId}
          text={text}
          error={error}
          onInput={typed}
        />
      ) : (
        <TextInput label="Name" required value={text} error={error} onInput={typed} />
      )}
    </Dialog>
  )
}
