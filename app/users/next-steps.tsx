import { useMemo, useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { isClaimed } from '../../shared/domain/handover/owner-claim.ts'
import { countsAsAdmin } from '../../shared/domain/policy/column.ts'
import { link } from '../link.ts'
import { whyNot, whyNotDeactivate, whyNotSomewhere } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { useRouter } from '../router-context.ts'
import { useDispatch } from '../use-dispatch.ts'
import type { Wanted } from '../use-dispatch-all.ts'
import { resend as resendAll, restore } from './many-users.ts'
import type { Asked } from '../../shared/domain/model/request.ts'
import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'
import { DeactivateDialog } from './deactivate-dialog.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { GiveEachDialog } from './give-each-dialog.tsx'
import { PassOnDialog } from './pass-on-dialog.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { useInvitationActions } from './use-invitation-actions.ts'
import { AskForm } from '../requests/ask-form.tsx'

/** What can be done with a person; what I may not do stands there with the reason (ROLE-11). */
export function NextSteps({ replica, person }: { replica: Replica; person: Person }) {
  return (
    <Card title="What to do">
      <div class="user-steps">
        {person.state === 'pending' ? (
          <PendingSteps replica={replica} person={person} />
        ) : person.state === 'deactivated' ? (
          <DeactivatedSteps replica={replica} person={person} />
        ) : person.state === 'erased' ? (
          <EmptyState compact title="Nothing more to do">
            Their personal data are erased. What they left can be given to somebody at any time.
          </EmptyState>
        ) : (
          <ActiveSteps replica={replica} person={person} />
        )}
      </div>
    </Card>
  )
}

function Step({ note, children }: { note: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="user-steps__step">
      {children}
      <span class="user-steps__note">{note}</span>
    </div>
  )
}

type StepProps = { replica: Replica; person: Person }

const askedOf = ([command]: Wanted[]): Asked => ({ type: command?.type ?? '', args: command?.args })

function PendingSteps({ replica, person }: StepProps) {
  const { resend, reason } = useInvitationActions(replica, person)
  const router = useRouter()
  const [revoking, setRevoking] = useState(false)
  const askResend = useMemo(() => askedOf(resendAll([person])), [person.id])
  return (
    <>
      <Step note="With a new link; the earlier one stops working.">
        <Button wide reason={reason} onClick={() => void resend()}>
          Send the invitation again
        </Button>
        <AskSomebody replica={replica} command={askResend} reason={reason} />
      </Step>
      <Step note="They can no longer accept it.">
        <Button wide reason={reason} onClick={() => setRevoking(true)}>
          Take the invitation back
        </Button>
        <AskSomebody
          replica={replica}
          command={{ type: 'invitation.revoke', args: { userId: person.id } }}
          reason={reason}
        />
      </Step>
      <RevokeDialog
        replica={replica}
        person={person}
        open={revoking}
        onClose={() => setRevoking(false)}
        onDone={() => router.go(`${link.users}?tab=pending`, { replace: true })}
      />
    </>
  )
}

function ActiveSteps({ replica, person }: StepProps) {
  const directory = replica.directory.value
  const router = useRouter()
  const dispatch = useDispatch(replica)
  const [deactivating, setDeactivating] = useState(false)
  const [passingOn, setPassingOn] = useState(false)
  const [givingEach, setGivingEach] = useState(false)
  const standing = directory.standing(person.id)
  const target = standing ? { user: standing } : {}
  const isMe = person.id === replica.userId
  const name = personName(person)
  const places = directory.workspaces.map((workspace) => workspace.id)
  const block = () =>
    dispatch('user.block', { userId: person.id }, `${name} is blocked.`, {
      label: 'Undo',
      onAction: () => void dispatch('user.unblock', { userId: person.id }, `${name} is no longer blocked.`),
    })
  const blockReason = whyNot(directory, 'block, deactivate, restore', target)
  return (
    <>
      <Step note="Same person, new address. Everything stays with them; no second seat.">
        <Button
          wide
          // Everybody may ask for their own; an Admin says yes (HAND-18).
          reason={isMe ? undefined : whyNot(directory, 'switch account', target)}
          ask={() => router.go(link.changeAddress(person.id))}
          onClick={() => router.go(link.changeAddress(person.id))}
        >
          {isMe ? 'Change your address' : 'Change the address'}
        </Button>
      </Step>
      <Step note="They were invited twice, under two addresses: everything goes to one, and one seat is freed.">
        <Button
          wide
          reason={whyNot(directory, 'switch account', target)}
          ask={() => router.go(link.mergeUsers(person.id))}
          onClick={() => router.go(link.mergeUsers(person.id))}
        >
          Same person, two users
        </Button>
      </Step>
      <Step note="Another person takes over what they look after.">
        <Button
          wide
          reason={whyNotSomewhere(directory, 'hand over', target, places)}
          ask={() => router.go(link.newHandover({ from: person.id }))}
          onClick={() => router.go(link.newHandover({ from: person.id }))}
        >
          Hand over
        </Button>
      </Step>
      {person.shared && (
        <Step note="Divides what this account looks after among the people who use it.">
          <Button
            wide
            reason={whyNotSomewhere(directory, 'hand over', target, places)}
            ask={() => router.go(link.newHandover({ from: person.id, kind: 'person' }))}
            onClick={() => setGivingEach(true)}
          >
            Give each their own
          </Button>
        </Step>
      )}
      {person.state === 'blocked' ? (
        <Step note="They can sign in again.">
          <Button
            wide
            reason={blockReason}
            onClick={() =>
              void dispatch('user.unblock', { userId: person.id }, `${name} is no longer blocked.`)
            }
          >
            Unblock
          </Button>
          <AskSomebody
            replica={replica}
            command={{ type: 'user.unblock', args: { userId: person.id } }}
            reason={blockReason}
          />
        </Step>
      ) : (
        <Step note="Keeps everything, also the seat. Disconnects every device at once. Moves and erases nothing.">
          <Button wide reason={blockReason} onClick={() => void block()}>
            Block now
          </Button>
          <AskSomebody
            replica={replica}
            command={{ type: 'user.block', args: { userId: person.id } }}
            reason={blockReason}
          />
        </Step>
      )}
      <Step note="For somebody who leaves. Asks first what becomes of their items; frees the seat.">
        <Button
          wide
          reason={standing ? whyNotDeactivate(directory, standing) : blockReason}
          onClick={() => setDeactivating(true)}
        >
          Deactivate
        </Button>
        <AskSomebody
          replica={replica}
          command={{ type: 'user.deactivate', args: { userId: person.id } }}
          reason={blockReason}
        />
      </Step>
      {directory.me?.isAccountOwner && !isMe && standing && countsAsAdmin(standing.user) && (
        <Step note="They become the account owner; you stay Admin.">
          <Button wide onClick={() => setPassingOn(true)}>
            Hand over the account
          </Button>
        </Step>
      )}
      {givingEach && (
        <GiveEachDialog replica={replica} person={person} onClose={() => setGivingEach(false)} />
      )}
      {!isMe && standing?.isAccountOwner && (
        <Step note="When they are gone. They and all Admins are told, and can stop it for 72 hours; then you deactivate them and own the account.">
          <Button
            wide
            reason={
              blockReason ??
              (isClaimed(directory.organization, new Date().toISOString())
                ? 'Somebody does so already; see above.'
                : undefined)
            }
            onClick={() =>
              void dispatch('organization.claim', {}, `${name} and all Admins are told.`, {
                label: 'Undo',
                onAction: () => void dispatch('organization.drop-claim', {}, `${name} stays account owner.`),
              })
            }
          >
            Take over the account
          </Button>
          <AskSomebody replica={replica} command={{ type: 'organization.claim', args: {} }} />
        </Step>
      )}
      {passingOn && <PassOnDialog replica={replica} person={person} onClose={() => setPassingOn(false)} />}
      {deactivating && (
        <DeactivateDialog replica={replica} person={person} onClose={() => setDeactivating(false)} />
      )}
    </>
  )
}

function DeactivatedSteps({ replica, person }: StepProps) {
  const directory = replica.directory.value
  const router = useRouter()
  const [restoring, setRestoring] = useState(false)
  const askRestore = useMemo(() => askedOf(restore(directory, [person])), [person.id])
  const [erasing, setErasing] = useState(false)
  const standing = directory.standing(person.id)
  const target = standing ? { user: standing } : {}
  const places = directory.workspaces.map((workspace) => workspace.id)
  const eraseReason = whyNot(directory, 'erase', target)
  const holds = directory.portfoliosHeldBy(person.id).length > 0
  return (
    <>
      <Step note="Back to active. They get back what nobody else was given.">
        <Button
          wide
          variant="primary"
          reason={whyNot(directory, 'block, deactivate, restore', target)}
          onClick={() => setRestoring(true)}
        >
          Restore
        </Button>
        <AskSomebody
          replica={replica}
          command={askRestore}
          reason={whyNot(directory, 'block, deactivate, restore', target)}
        />
      </Step>
      {holds && (
        <Step note="Something is still theirs: give it to somebody.">
          <Button
            wide
            reason={whyNotSomewhere(directory, 'hand over', target, places)}
            ask={() => router.go(link.newHandover({ from: person.id, kind: 'person' }))}
            onClick={() => router.go(link.newHandover({ from: person.id, kind: 'person' }))}
          >
            Hand over
          </Button>
        </Step>
      )}
      <Step note="Name and addresses are deleted everywhere, for good. Asks first; the items stay.">
        <Button wide reason={eraseReason} ask={() => setErasing(true)} onClick={() => setErasing(true)}>
          Erase personal data
        </Button>
      </Step>
      {restoring && <RestoreDialog replica={replica} person={person} onClose={() => setRestoring(false)} />}
      {erasing && (
        <AskForm replica={replica} reason={eraseReason} onClose={() => setErasing(false)}>
          <EraseDialog replica={replica} person={person} onClose={() => setErasing(false)} />
        </AskForm>
      )}
    </>
  )
}
