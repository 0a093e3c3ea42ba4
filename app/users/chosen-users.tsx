import { link } from '../link.ts'
import { useRouter } from '../router-context.ts'
import { Ban, LogIn, RotateCcw, Send, UserMinus, UserPlus } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { SelectionBar } from '../../shared/ui/selection-bar.tsx'
import { useDispatchAll } from '../use-dispatch-all.ts'
import { DeactivateManyDialog } from './deactivate-many-dialog.tsx'
import {
  block,
  deactivate,
  type ManyAction,
  possible,
  putIn,
  resend,
  restore,
  takeBackPutIn,
  unblock,
} from './many-users.ts'
import { PutInDialog } from './put-in-dialog.tsx'
import { RestoreManyDialog } from './restore-many-dialog.tsx'
import type { UserTab } from './user-tabs.ts'

/** Beyond this one action would take too long in one go. */
const MOST = 500

const OFFERED: Record<UserTab, readonly ManyAction[]> = {
  active: ['put-in', 'block', 'unblock', 'deactivate'],
  pending: ['resend', 'put-in'],
  deactivated: ['restore'],
  erased: [],
}

const LOOKS: Record<ManyAction, { label: string; icon: ComponentChildren }> = {
  resend: { label: 'Send the invitation', icon: <Send /> },
  'put-in': { label: 'Workspace and level…', icon: <UserPlus /> },
  block: { label: 'Block', icon: <Ban /> },
  unblock: { label: 'Unblock', icon: <LogIn /> },
  deactivate: { label: 'Deactivate…', icon: <UserMinus /> },
  restore: { label: 'Restore…', icon: <RotateCcw /> },
}

export interface ChosenUsersProps {
  replica: Replica
  tab: UserTab
  /** All in the list as it is filtered now. */
  shown: readonly Person[]
  chosen: readonly Person[]
  onChange: (chosen: ReadonlySet<string>) => void
}

/** What can be done with several people at once, each with undo where there is a way back. */
export function ChosenUsers({ replica, tab, shown, chosen, onChange }: ChosenUsersProps) {
  const directory = replica.directory.value
  const dispatchAll = useDispatchAll(replica)
  const [open, setOpen] = useState<'put-in' | 'deactivate' | 'restore' | null>(null)
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const tooMany = chosen.length > MOST ? `At most ${MOST} at once.` : undefined
  const [only] = chosen
  // For several at once there is nothing that one yes could answer: each is asked for on their own page.
  const askOnPage = chosen.length === 1 && only ? () => router.go(link.user(only.id)) : undefined
  const can = new Map(
    OFFERED[tab].map((action) => [action, possible(directory, action, tooMany ? [] : chosen)]),
  )
  const peopleFor = (action: ManyAction) => can.get(action)?.people ?? []
  const chosenOf = (people: readonly Person[], indexes: number[]) => indexes.flatMap((i) => people[i] ?? [])

  const done = async (work: Promise<unknown>) => {
    setBusy(true)
    await work
    setBusy(false)
    setOpen(null)
    onChange(new Set())
  }
  const run = (action: ManyAction) => {
    const people = peopleFor(action)
    if (action === 'resend')
      return done(dispatchAll(resend(people), (n) => `${counted(n)}. Links in earlier mails no longer work.`))
    if (action === 'block')
      return done(
        dispatchAll(
          block(people),
          (n) => `${countedPeople(n)} blocked.`,
          (indexes) => unblock(chosenOf(people, indexes)),
        ),
      )
    if (action === 'unblock')
      return done(
        dispatchAll(
          unblock(people),
          (n) => `${countedPeople(n)} no longer blocked.`,
          (indexes) => block(chosenOf(people, indexes)),
        ),
      )
    setOpen(action)
  }
  return (
    <>
      <SelectionBar
        label="Chosen people"
        chosen={chosen.length}
        total={shown.length}
        onChooseAll={() => onChange(new Set(shown.map(({ id }) => id)))}
        onNone={() => onChange(new Set())}
      >
        {[...can].map(([action, { people, reason }]) => {
          if (people.length === 0 && action === 'unblock') return null
          const { label, icon } = LOOKS[action]
          const some = people.length > 0 && people.length < chosen.length ? ` (${people.length})` : ''
          return (
            <Button
              key={action}
              size="s"
              icon={icon}
              busy={busy}
              reason={tooMany ?? reason}
              ask={askOnPage}
              onClick={() => void run(action)}
            >
              {label}
              {some}
            </Button>
          )
        })}
      </SelectionBar>
      {open === 'put-in' && (
        <PutInDialog
          directory={directory}
          people={peopleFor('put-in')}
          onClose={() => setOpen(null)}
          onPut={(people, place) =>
            done(
              dispatchAll(
                putIn(directory, people, place),
                (n) => `${countedPeople(n)} in ${directory.nameOf(place.workspaceId)}.`,
                (indexes) => takeBackPutIn(directory, chosenOf(people, indexes), place),
              ),
            )
          }
        />
      )}
      {open === 'deactivate' && (
        <DeactivateManyDialog
          replica={replica}
          people={peopleFor('deactivate')}
          onClose={() => setOpen(null)}
          onHandOver={(commands) =>
            done(
              dispatchAll(commands, (n) => `${countedPeople(n)} deactivated; each handover can be undone.`),
            )
          }
          onLeave={(people) =>
            done(
              dispatchAll(
                deactivate(people),
                (n) => `${countedPeople(n)} deactivated. Their seats are free.`,
                (indexes) => restore(directory, chosenOf(people, indexes)),
              ),
            )
          }
        />
      )}
      {open === 'restore' && (
        <RestoreManyDialog
          directory={directory}
          people={peopleFor('restore')}
          onClose={() => setOpen(null)}
          onRestore={(people) =>
            done(
              dispatchAll(
                restore(directory, people),
                (n) => `${countedPeople(n)} active again.`,
                (indexes) => deactivate(chosenOf(people, indexes)),
              ),
            )
          }
        />
      )}
    </>
  )
}

const counted = (n: number) => (n === 1 ? '1 invitation was sent' : `${n} invitations were sent`)
const countedPeople = (n: number) => (n === 1 ? '1 person is' : `${n} people are`)
