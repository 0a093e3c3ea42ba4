import { useState } from 'preact/hooks'
import { formerlyBut, madeOneWith } from '../../shared/domain/handover/made-one.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { Consequences } from '../../shared/flows/consequences.tsx'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Checkbox } from '../../shared/ui/checkbox.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { dateInWords } from '../../shared/ui/time-in-words.ts'
import { link } from '../link.ts'
import { useItemCounts } from '../people/use-item-counts.ts'
import { useDispatch } from '../use-dispatch.ts'

/**
 * Erases somebody's personal data (LIFE-6). The one step here that can't be undone, so it asks: first again about what is
 * still theirs, then for the name.
 */
export function EraseDialog(props: { replica: Replica; person: Person; onClose: () => void }) {
  const { replica, person, onClose } = props
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const name = personName(person)
  const held = directory.portfoliosHeldBy(person.id)
  const nobodys = directory.portfolios.filter((p) => p.origin === person.id && holderOf(p) === null)
  const { total: theirs } = useItemCounts(replica, held)
  const { total: left } = useItemCounts(replica, nobodys)
  const [unassign, setUnassign] = useState(false)
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string>()
  const asks = held.length > 0
  const submit = async () => {
    if (typed.trim().toLowerCase() !== name.trim().toLowerCase())
      return setError(`Type the name as it stands here: ${name}`)
    onClose()
    await dispatch(
      'user.erase',
      { userId: person.id, unassign: asks && unassign },
      'The personal data are erased.',
    )
  }
  const addresses = [person.email ?? '', ...(person.formerly ?? [])]
  const alsoOf = [...madeOneWith(directory.handovers, person.id)]
    .flatMap((id) => directory.wholeUser(id) ?? [])
    .filter((other) => formerlyBut(other, addresses).length < other.formerly.length)
    .map((other) => `, as “formerly” with ${personName(other)}`)
    .join('')
  const since = person.leftAt ? `, ${dateInWords(Date.parse(person.leftAt), Date.now())}` : ''
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Erase the personal data of ${name}`}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="danger"
            reason={
              asks && !unassign ? 'Say first what becomes of the items that are still theirs.' : undefined
            }
          >
            Erase for good
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        {asks && (
          <Banner
            tone="warning"
            title={`${inWords(theirs)} still theirs`}
            action={
              <LinkButton
                size="s"
                href={link.newHandover({ from: person.id, kind: 'person' })}
                onClick={onClose}
              >
                Hand over
              </LinkButton>
            }
          >
            <Checkbox label="Nobody looks after them for now" checked={unassign} onChange={setUnassign} />
          </Banner>
        )}
        <Consequences
          kept={`All items${left ? `, also the ${left.toLocaleString('en')} that nobody looks after` : ''}, found as “left by (deleted user)${since}”. Who did what and when. What people wrote in records, also where it names ${name}.`}
          disconnected="Undo of handovers from them, and their sign-in where no other organization has it."
          erased={`Name, photo, addresses, telephone number and former names: here${alsoOf}, in the history, in invitations, mails, reports and notices, and on every device at its next contact. All that their Employee record says, if there is one. It can’t be undone.`}
        />
        <TextInput
          label={`Type “${name}” to confirm`}
          required
          autoComplete="off"
          value={typed}
          error={error}
          onInput={(value) => {
            setTyped(value)
            setError(undefined)
          }}
        />
      </Stack>
    </Dialog>
  )
}

const inWords = (total: number | null): string =>
  total === null ? 'Something is' : total === 1 ? 'One item is' : `${total.toLocaleString('en')} items are`
