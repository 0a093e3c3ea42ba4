import { emailDomain } from '../../shared/domain/model/email.ts'
import type { IdentityClaim as Claim } from '../../shared/domain/model/sign-in.ts'
import { ConfirmButton } from '../../shared/flows/confirm-button.tsx'
import { whyNot } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { useSend } from '../../shared/flows/use-send.ts'
import { answersOf } from '../../shared/replica/directory/answer.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { useToasts } from '../toasts.tsx'
import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'

/** "Is this still Ben?": a new Google account has his address, and waits until somebody says who it is (INV-11). */
export function IdentityClaim({
  replica,
  person,
  claim,
}: {
  replica: Replica
  person: Person
  claim: Claim
}) {
  const send = useSend(replica)
  const toasts = useToasts()
  const directory = replica.directory.value
  const user = directory.standing(person.id)
  const name = personName(person)
  const domain = emailDomain(claim.email)
  const reason = whyNot(directory, 'confirm an identity', user ? { user } : {})
  const others = answersOf(directory)({ kind: 'claimsAt', domain })
  const waiting = Array.isArray(others) ? others.length : 1
  const answer = async (type: string, args: unknown, done: string) => {
    if (await send(type, args)) toasts.show({ text: done, tone: 'success' })
  }
  return (
    <Stack gap={3}>
      <Banner tone="warning" title={`Is this still ${name}?`}>
        Somebody signed in as <strong>{claim.email}</strong> with another Google account
        {claim.name && (
          <>
            , called <strong>{claim.name}</strong> there
          </>
        )}
        , <RelativeTime at={Date.parse(claim.askedAt)} />. It opens nothing until you say who it is. If you
        are not sure, ask {name} in person.
      </Banner>
      {send.refused.value && (
        <Banner tone="danger" announce>
          {send.refused.value.message}
        </Banner>
      )}
      <Inline>
        <ConfirmButton
          variant="primary"
          reason={reason}
          busy={send.busy.value}
          onClick={() =>
            void answer(
              'identity.confirm',
              { userId: person.id, claimId: claim.id },
              `${name}’s new Google account opens everything now.`,
            )
          }
        >
          Same person, new Google account
        </ConfirmButton>
        <Button
          reason={reason}
          busy={send.busy.value}
          onClick={() =>
            void answer(
              'identity.dismiss',
              { userId: person.id, claimId: claim.id },
              `That Google account opens nothing of ${name}’s.`,
            )
          }
        >
          Somebody else
        </Button>
        <AskSomebody
          replica={replica}
          command={{ type: 'identity.confirm', args: { userId: person.id, claimId: claim.id } }}
        />
      </Inline>
      <p class="user-muted">
        Has {domain} moved to another Google Workspace? Then everybody’s Google account is a new one
        {waiting > 1 && `, and ${waiting} people wait`}.{' '}
        <Button
          variant="quiet"
          size="s"
          reason={whyNot(directory, 'change organization settings')}
          busy={send.busy.value}
          onClick={() =>
            void answer(
              'identity.confirm-domain',
              { domain },
              `New Google accounts at ${domain} are let in for 30 days.`,
            )
          }
        >
          Confirm everybody at {domain}
        </Button>
        <AskSomebody replica={replica} command={{ type: 'identity.confirm-domain', args: { domain } }} />
      </p>
    </Stack>
  )
}
