import { UserPlus } from 'lucide-preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { UNDO_DAYS } from '../../shared/domain/model/handover.ts'
import { daysAfter } from '../../shared/domain/model/time.ts'
import type { Workspace } from '../../shared/domain/model/workspace.ts'
import { whyNot, whyNotPutIn } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { LEVEL_NAMES, RESTRICTION_NAMES } from '../../shared/flows/people/words.ts'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { Menu } from '../../shared/ui/menu.tsx'
import { PersonLine } from '../../shared/ui/person-line.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { link } from '../link.ts'
import { photoOf } from '../../shared/flows/people/photo-of.ts'
import { useDispatch } from '../use-dispatch.ts'
import { LevelDialog } from '../users/level-dialog.tsx'
import { RemoveFromWorkspaceDialog } from '../users/remove-from-workspace-dialog.tsx'
import { AddPerson } from './add-person.tsx'
import { AskForm } from '../requests/ask-form.tsx'
import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'

/** `adding`: the chooser of who is added stays behind the dialog, and is where one gets back to. */
type Open = { what: 'level' | 'out'; userId: string; adding?: true } | { what: 'add' } | null

/** Who works in a workspace and as what; put in, put out, and back within 30 days (LIFE-8). */
export function WorkspacePeopleCard({ replica, workspace }: { replica: Replica; workspace: Workspace }) {
  const directory = replica.directory.value
  const [open, setOpen] = useState<Open>(null)
  const { id: workspaceId } = workspace
  const here = directory
    .peopleIn(workspaceId)
    .filter(({ state }) => state !== 'deactivated' && state !== 'erased')
  const online = replica.presence.online.value
  const opened = open && 'userId' in open ? directory.user(open.userId) : null
  const addReason = whyNotPutIn(directory, workspaceId, 'agent')
  const changeReason =
    opened && open?.what !== 'add' ? whyNotChange(directory, opened.id, workspaceId, open?.what) : undefined
  const addButton = useRef<HTMLButtonElement>(null)
  const adding = open !== null && (open.what === 'add' || open.adding === true)
  const closeDialog = () => setOpen(adding ? { what: 'add' } : null)
  return (
    <Card
      title="People"
      actions={
        <Button
          variant="quiet"
          size="s"
          icon={<UserPlus />}
          reason={addReason}
          ask={() => setOpen(adding ? null : { what: 'add' })}
          buttonRef={addButton}
          onClick={() => setOpen(adding ? null : { what: 'add' })}
        >
          Add somebody
        </Button>
      }
    >
      <Stack gap={3}>
        {adding && (
          <AddPerson
            replica={replica}
            workspaceId={workspaceId}
            onChosen={(userId) => setOpen({ what: 'level', userId, adding: true })}
            onClose={() => {
              setOpen(null)
              addButton.current?.focus()
            }}
          />
        )}
        <ul role="list" class="home-people">
          {here.map((person) => (
            <li key={person.id}>
              <PersonLine
                name={personName(person)}
                email={person.email}
                status={person.state}
                colourBy={person.id}
                photo={photoOf(replica, person)}
                online={online.has(person.id)}
                href={link.user(person.id)}
                detail={asWhat(replica, person, workspaceId)}
                actions={
                  <PersonMenu
                    replica={replica}
                    person={person}
                    workspaceId={workspaceId}
                    onOpen={(what) => setOpen({ what, userId: person.id })}
                  />
                }
              />
            </li>
          ))}
        </ul>
        <PutOut replica={replica} workspaceId={workspaceId} />
      </Stack>
      {open?.what === 'level' && opened && (
        <AskForm replica={replica} reason={changeReason} onClose={() => setOpen(null)}>
          <LevelDialog
            replica={replica}
            user={opened}
            workspaceId={directory.membership(opened.id, workspaceId) ? workspaceId : null}
            choices={[workspace]}
            onClose={closeDialog}
          />
        </AskForm>
      )}
      {open?.what === 'out' && opened && (
        <AskForm replica={replica} reason={changeReason} onClose={closeDialog}>
          <RemoveFromWorkspaceDialog
            replica={replica}
            user={opened}
            workspaceId={workspaceId}
            onClose={closeDialog}
          />
        </AskForm>
      )}
    </Card>
  )
}

function asWhat(replica: Replica, person: Person, workspaceId: string): string | undefined {
  const membership = replica.directory.value.membership(person.id, workspaceId)
  return (
    (membership &&
      [LEVEL_NAMES[membership.level], ...membership.restrictions.map((r) => RESTRICTION_NAMES[r])].join(
        ' · ',
      )) ??
    undefined
  )
}

function PersonMenu(props: {
  replica: Replica
  person: Person
  workspaceId: string
  onOpen: (what: 'level' | 'out') => void
}) {
  const { replica, person, workspaceId, onOpen } = props
  const directory = replica.directory.value
  const standing = directory.standing(person.id)
  if (!standing || !directory.membership(person.id, workspaceId)) return null
  return (
    <Menu
      label={`Change ${personName(person)} here`}
      items={[
        {
          id: 'level',
          label: 'Change the level',
          reason: whyNotChange(directory, person.id, workspaceId, 'level'),
          ask: { label: 'Prepare it, and ask somebody who may', onSelect: () => onOpen('level') },
          onSelect: () => onOpen('level'),
        },
        {
          id: 'out',
          label: 'Put out of this workspace',
          danger: true,
          reason: whyNotChange(directory, person.id, workspaceId, 'out'),
          ask: { label: 'Prepare it, and ask somebody who may', onSelect: () => onOpen('out') },
          onSelect: () => onOpen('out'),
        },
      ]}
    />
  )
}

/** Why the level of somebody who works here can't be changed, they can't be put out, or somebody else not put in. */
function whyNotChange(
  directory: Directory,
  userId: string,
  workspaceId: string,
  what: 'level' | 'out' | undefined,
): string | undefined {
  const standing = directory.standing(userId)
  const target = { workspaceId, ...(standing && { user: standing }) }
  if (what === 'level' && !directory.membership(userId, workspaceId))
    return whyNotPutIn(directory, workspaceId, 'agent', standing ?? undefined)
  return whyNot(directory, what === 'out' ? 'put in or out of a workspace' : 'set level', target)
}

/** Who was put out within the last 30 days, with the way back. */
function PutOut({ replica, workspaceId }: { replica: Replica; workspaceId: string }) {
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const now = new Date().toISOString()
  const gone = directory.users.flatMap((person) => {
    const place = person.putOut?.find((one) => one.workspaceId === workspaceId)
    const isOut = directory.membership(person.id, workspaceId) === null && person.state !== 'deactivated'
    return place && isOut && now < daysAfter(place.at, UNDO_DAYS) ? [{ person, place }] : []
  })
  if (gone.length === 0) return null
  return (
    <ul role="list" class="home-people" aria-label="Put out within the last 30 days">
      {gone.map(({ person, place }) => (
        <li key={person.id}>
          <PersonLine
            name={personName(person)}
            colourBy={person.id}
            photo={photoOf(replica, person)}
            detail={
              <>
                was {LEVEL_NAMES[place.level]} until <RelativeTime at={Date.parse(place.at)} />
              </>
            }
            actions={
              <>
                <Button
                  size="s"
                  reason={whyNotPutIn(
                    directory,
                    workspaceId,
                    place.level,
                    directory.standing(person.id) ?? undefined,
                  )}
                  onClick={() =>
                    void dispatch(
                      'membership.restore',
                      { userId: person.id, workspaceId, portfolioId: newId('portfolio') },
                      `${personName(person)} is back, as before.`,
                    )
                  }
                >
                  Bring back
                </Button>
                <BringBackAsked replica={replica} userId={person.id} workspaceId={workspaceId} />
              </>
            }
          />
        </li>
      ))}
    </ul>
  )
}

/** With one id for the items that would be theirs, so that it is seen that one asked already. */
function BringBackAsked(props: { replica: Replica; userId: string; workspaceId: string }) {
  const { replica, userId, workspaceId } = props
  const args = useMemo(
    () => ({ userId, workspaceId, portfolioId: newId('portfolio') }),
    [userId, workspaceId],
  )
  return <AskSomebody replica={replica} command={{ type: 'membership.restore', args }} />
}
