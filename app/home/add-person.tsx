import { useLayoutEffect, useRef } from 'preact/hooks'
import { whyNotPutIn } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { link } from '../link.ts'

export type AddPersonProps = {
  replica: Replica
  workspaceId: string
  onChosen: (userId: string) => void
  /** Escape: nobody is added after all. */
  onClose: () => void
}

/** Chooses who is put into a workspace, among those who are not in it. Begins with the focus in it. */
export function AddPerson({ replica, workspaceId, onChosen, onClose }: AddPersonProps) {
  const directory = replica.directory.value
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => box.current?.querySelector('input')?.focus(), [])
  const mayNot = whyNotPutIn(directory, workspaceId, 'agent')
  const here = new Set(directory.peopleIn(workspaceId).map(({ id }) => id))
  const people = directory.users.filter(
    ({ id, state }) =>
      (state === 'active' || state === 'pending' || state === 'blocked') &&
      (mayNot !== undefined || directory.wholeUser(id) !== null) &&
      !here.has(id),
  )
  return (
    <div ref={box} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <Combobox
        label="Who is added"
        value={null}
        onChange={(id) => id && onChosen(id)}
        placeholder="Name or address"
        options={people.map((person) => ({
          id: person.id,
          label: personName(person),
          detail: person.email ?? '',
          // Where nobody can be put in by me, I choose for whom I ask.
          reason:
            mayNot === undefined
              ? whyNotPutIn(directory, workspaceId, 'agent', directory.standing(person.id) ?? undefined)
              : undefined,
        }))}
        empty={(query) => (
          <a href={`${link.users}?invite=${encodeURIComponent(query)}`}>Nobody fits. Invite somebody new</a>
        )}
      />
    </div>
  )
}
