import { useState } from 'preact/hooks'
import { profileSchema } from '../../shared/domain/model/profile.ts'
import { personNameSchema } from '../../shared/domain/model/user.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { Textarea } from '../../shared/ui/textarea.tsx'
import { useDispatch } from '../use-dispatch.ts'
import { AskForMore, usePreparing } from '../../shared/flows/prepare-request.tsx'

const FIELDS = ['name', 'userName', 'number', 'position', 'phone', 'postalAddress', 'currency'] as const
type Field = (typeof FIELDS)[number]
type Typed = Record<Field, string>

/** Name, user name, number, position, phone, postal address and currency (USR-3); only what changed is sent. */
export function ProfileDialog(props: { replica: Replica; person: Person; onClose: () => void }) {
  const { replica, person, onClose } = props
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const before = typedOf(person)
  const [typed, setTyped] = useState<Typed>(before)
  const [tried, setTried] = useState(false)
  const standing = directory.standing(person.id)
  const preparing = usePreparing()
  const reason = preparing
    ? undefined
    : whyNot(directory, 'edit a profile', standing ? { user: standing } : {})
  const problems = problemsOf(typed, directory.users, person.id)
  const changed = FIELDS.filter((field) => typed[field].trim() !== before[field])

  const submit = async () => {
    setTried(true)
    if (Object.keys(problems).length > 0) return
    if (changed.length === 0) return onClose()
    const done =
      changed.length === 1 && changed[0] === 'name' ? 'The name was changed.' : 'The profile was changed.'
    const undo = changesOf(before, changed)
    const sent = await dispatch(
      'user.edit',
      { userId: person.id, changes: changesOf(typed, changed) },
      done,
      // Somebody who has not accepted may have no name yet, and none can't be given back.
      'name' in undo && !undo['name']
        ? undefined
        : {
            label: 'Undo',
            onAction: () => void dispatch('user.edit', { userId: person.id, changes: undo }),
          },
    )
    if (sent) onClose()
  }
  const field = (name: Field) => ({
    value: typed[name],
    onInput: (value: string) => setTyped((now) => ({ ...now, [name]: value })),
    error: tried ? problems[name] : undefined,
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Profile of ${personName(person)}`}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Save
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <TextInput label="Name" required autoFocus autoComplete="off" maxLength={120} {...field('name')} />
        {reason === undefined ? (
          <>
            <TextInput
              label="User name"
              hint="A short name that nobody else here has."
              autoComplete="off"
              maxLength={60}
              {...field('userName')}
            />
            <TextInput label="Position" autoComplete="off" maxLength={120} {...field('position')} />
            <TextInput
              label="Number"
              hint="A personnel number; files of records can name people by it."
              autoComplete="off"
              maxLength={40}
              {...field('number')}
            />
            <TextInput label="Phone" type="tel" autoComplete="off" maxLength={40} {...field('phone')} />
            <Textarea label="Postal address" rows={2} maxLength={300} {...field('postalAddress')} />
            <TextInput
              label="Currency"
              hint="Three letters, as in EUR."
              autoComplete="off"
              maxLength={3}
              {...field('currency')}
            />
          </>
        ) : (
          <>
            <p class="user-muted">{`The rest of the profile is not yours to change. ${reason}`}</p>
            <AskForMore reason={reason} />
          </>
        )}
      </Stack>
    </Dialog>
  )
}

const typedOf = (person: Person): Typed =>
  Object.fromEntries(FIELDS.map((field) => [field, person[field] ?? ''])) as Typed

function changesOf(typed: Typed, fields: readonly Field[]): Record<string, string | null> {
  return Object.fromEntries(
    fields.map((field) => {
      const text = field === 'currency' ? typed[field].trim().toUpperCase() : typed[field].trim()
      return [field, field === 'name' ? text : text || null]
    }),
  )
}

/** What is wrong, by field, in a sentence. */
function problemsOf(typed: Typed, users: readonly Person[], id: string): Partial<Record<Field, string>> {
  const problems: Partial<Record<Field, string>> = {}
  if (!personNameSchema.safeParse(typed.name).success) problems.name = 'Enter a name.'
  const values = changesOf(typed, FIELDS)
  if (!profileSchema.shape.currency.safeParse(values['currency']).success)
    problems.currency = 'Three letters, as in EUR or USD.'
  for (const field of ['userName', 'number', 'position', 'phone', 'postalAddress'] as const)
    if (!profileSchema.shape[field].safeParse(values[field]).success)
      problems[field] = 'One line, without tabs.'
  const key = typed.userName.trim().toLowerCase()
  const other = key && users.find((user) => user.id !== id && user.userName?.toLowerCase() === key)
  if (other) problems.userName = `${personName(other)} has this user name.`
  return problems
}
