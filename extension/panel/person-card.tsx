import { roleName } from '../../shared/flows/people/words.ts'
import { photoOf } from '../../shared/flows/people/photo-of.ts'
import { RefusedBanner } from '../../shared/flows/refused-banner.tsx'
import { useSend } from '../../shared/flows/use-send.ts'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import { PersonLine } from '../../shared/ui/person-line.tsx'
import { dateInWords } from '../../shared/ui/time-in-words.ts'
import type { InPanel } from './in-panel.ts'
import { type PersonHere, successors } from './people-here.ts'
import { LeftSteps } from './steps/left-steps.tsx'
import { PendingSteps } from './steps/pending-steps.tsx'
import { UnknownMenu, UnknownSteps } from './steps/unknown-steps.tsx'
import { UserMenu, UserSteps } from './steps/user-steps.tsx'

/** One person of the conversation: who they are here, and what can be done (MAIL-3). */
export function PersonCard(props: InPanel & { person: PersonHere }) {
  const { replica, person } = props
  const { email, name, user } = person
  const directory = replica.directory.value
  if (!user)
    return (
      <div class="panel__person">
        <PersonLine
          name={name || email}
          colourBy={email}
          detail={
            <Lines
              address={name && email}
              facts={knowsAddresses(directory) ? 'not in Handover' : 'you see no addresses of others'}
            />
          }
          actions={<UnknownMenu person={person} />}
        />
        <UnknownSteps {...props} person={person} />
      </div>
    )
  return <UserCard {...props} user={user} />
}

/** Somebody of the organization: active, blocked, pending or gone. */
function UserCard(props: InPanel & { person: PersonHere; user: Person }) {
  const { replica, person, user } = props
  const directory = replica.directory.value
  const send = useSend(replica)
  return (
    <div class="panel__person">
      <PersonLine
        name={user.name || user.email || person.email}
        colourBy={user.id}
        photo={photoOf(replica, user)}
        status={user.state}
        online={replica.presence.online.value.has(user.id)}
        detail={<Lines address={user.email ?? person.email} facts={factsOf(directory, user, person)} />}
        actions={user.state !== 'pending' && <UserMenu {...props} send={send} />}
      />
      {user.state === 'deactivated' && <Left directory={directory} user={user} />}
      <RefusedBanner replica={replica} send={send} />
      {user.state === 'pending' ? (
        <PendingSteps {...props} />
      ) : user.state === 'deactivated' ? (
        <LeftSteps {...props} send={send} />
      ) : (
        <UserSteps {...props} send={send} />
      )}
    </div>
  )
}

/** Agents see the names of their colleagues only; then nobody can be told by an address. */
const knowsAddresses = (directory: Directory): boolean =>
  directory.users.every((user) => user.email !== undefined)

function Lines({ address, facts }: { address: string; facts: string }) {
  return (
    <>
      {address && (
        <bdi class="panel__line">
          {/* Breaks before the domain, if anywhere: it has to be read whole. */}
          {address.split(/(?=@)/).map((part) => (
            <span key={part} class="panel__part">
              {part}
            </span>
          ))}
        </bdi>
      )}
      <span class="panel__line">{facts}</span>
    </>
  )
}

function factsOf(directory: Directory, user: Person, { formerly, email }: PersonHere): string {
  const facts = [
    ...(user.id === directory.data.userId ? ['you'] : []),
    ...(formerly ? [`formerly ${email}`] : []),
    ...(user.role ? [roleName(user.role)] : []),
    ...directory.workspaces.filter(({ id }) => directory.membership(user.id, id)).map(({ name }) => name),
  ]
  return facts.join(' · ')
}

/** "Anna left 3 May; Ben looks after this" (MAIL-9). */
function Left({ directory, user }: { directory: Directory; user: Person }) {
  const { names, orphaned } = successors(directory, user.id)
  const when = user.leftAt ? ` ${dateInWords(Date.parse(user.leftAt), Date.now())}` : ''
  const who =
    names.length > 0 ? `${names.join(' and ')} ${names.length > 1 ? 'look' : 'looks'} after this` : ''
  const nobody = orphaned ? 'what they left waits for somebody' : ''
  return (
    <p class="panel__note">
      {user.name || user.email} left{when}
      {who || nobody ? '; ' : ''}
      {[who, nobody].filter(Boolean).join(', ')}.
    </p>
  )
}
