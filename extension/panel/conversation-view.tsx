import { useEffect } from 'preact/hooks'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { sessionOf } from '../accounts.ts'
import type { Conversation } from '../gmail/conversation.ts'
import { InvitationsInMail } from './invitations-in-mail.tsx'
import type { InPanel } from './in-panel.ts'
import { peopleHere } from './people-here.ts'
import { usePanel } from './panel-state.ts'
import { PersonCard } from './person-card.tsx'
import { formerAmong, reportFormer } from './report-former.ts'

/** The open conversation: an invitation in it, and each person with the next step (MAIL-3, MAIL-4). */
export function ConversationView(props: InPanel & { conversation: Conversation }) {
  const { account, replica, conversation } = props
  const directory = replica.directory.value
  const people = peopleHere(directory, conversation.people)
  const { stored } = usePanel()
  const former = formerAmong(
    directory,
    conversation.people.map(({ email }) => email),
  )
  useEffect(() => {
    void reportFormer(stored, sessionOf(account), replica.organizationId, former)
  }, [former.join(), replica.connection.value === 'online'])
  const collapsed = conversation.messages.some((message) => message.collapsed)
  return (
    <Stack gap={4}>
      <h1 class="panel__subject">{conversation.subject || 'This conversation'}</h1>
      <InvitationsInMail account={account} directory={directory} />
      {people.length === 0 ? (
        <EmptyState compact title="Nobody can be read from this conversation">
          Open one of its messages.
        </EmptyState>
      ) : (
        <Card title="People in this conversation" flush>
          <ul class="panel__people" role="list">
            {people.map((person) => (
              <li key={person.email}>
                <PersonCard {...props} person={person} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {collapsed && people.length > 0 && (
        <p class="panel__muted panel__small">
          Some messages are folded: whoever is only in those is not listed.
        </p>
      )}
    </Stack>
  )
}
