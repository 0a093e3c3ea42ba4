import { PersonLine } from '../../shared/ui/person-line.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { HistoryOf } from '../history/history-of.tsx'
import { link } from '../link.ts'
import { NotFoundScreen } from '../not-found-screen.tsx'
import { FormerAddresses } from '../../shared/flows/former-addresses.tsx'
import { maySeeUses } from '../../shared/flows/may-see-uses.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { photoOf } from '../../shared/flows/people/photo-of.ts'
import { SharedBadge } from '../people/shared-badge.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { DeedsCard } from './deeds-card.tsx'
import { LooksAfterCard } from './looks-after-card.tsx'
import { NextSteps } from './next-steps.tsx'
import { ProfileCard } from './profile-card.tsx'
import { SignInCard } from './sign-in-card.tsx'
import { UnsentCard } from './unsent-card.tsx'
import { UnderWay } from './under-way.tsx'
import { WorkspacesCard } from './workspaces-card.tsx'
import './users.css'

/** One person: who they are, where they work, what they look after, and what can be done (USR-8). */
export function UserScreen({ replica, session, id }: ScreenProps & { id: string }) {
  const directory = replica.directory.value
  const person = directory.user(id)
  useTitle(person ? personName(person) : 'User')
  if (!person) return <NotFoundScreen what="person" />
  const isMe = person.id === replica.userId
  const whole = directory.wholeUser(id)
  // What waits for an answer comes first.
  const asked = directory.signIn(id)?.claim != null
  return (
    <>
      <PageHeader
        back={{ href: link.users, label: 'Users' }}
        title={personName(person)}
        subtitle={
          <PersonLine
            name={person.email ?? personName(person)}
            colourBy={person.id}
            photo={photoOf(replica, person)}
            status={person.state}
            mark={person.shared && <SharedBadge />}
            detail={isMe ? 'This is you' : undefined}
            online={replica.presence.online.value.has(person.id)}
          />
        }
      />
      <div class="user-page">
        <Stack gap={5}>
          {person.state === 'blocked' && <DeedsCard replica={replica} session={session} person={person} />}
          <UnderWay directory={directory} userId={person.id} />
          <UnsentCard replica={replica} session={session} person={person} />
          {asked && <SignInCard replica={replica} session={session} person={person} />}
          <ProfileCard replica={replica} session={session} person={person} />
          {!asked && <SignInCard replica={replica} session={session} person={person} />}
          {whole && whole.state !== 'erased' && <WorkspacesCard replica={replica} user={whole} />}
          {whole && whole.formerly.length > 0 && maySeeUses(directory, { userId: whole.id }) && (
            <FormerAddresses
              replica={replica}
              session={session}
              userId={whole.id}
              hrefOf={(workspaceId, folderId, email) => link.folder(workspaceId, folderId, { q: email })}
            />
          )}
          <LooksAfterCard replica={replica} session={session} person={person} />
          <HistoryOf
            // An erased name stands in it no more.
            key={`${person.state} ${person.name}`}
            title={`What happened with ${personName(person)}`}
            session={session}
            directory={directory}
            organizationId={replica.organizationId}
            user={person.id}
            connection={replica.connection.value}
            seen={directory}
          />
        </Stack>
        <NextSteps replica={replica} person={person} />
      </div>
    </>
  )
}
