import { mayAllowCodes } from '../../shared/domain/sign-in/may-allow-codes.ts'
import { useHealth } from '../../shared/flows/sign-in/use-health.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { Session } from '../../shared/replica/session.ts'
import { Card } from '../../shared/ui/card.tsx'
import { Checkbox } from '../../shared/ui/checkbox.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { useDispatch } from '../use-dispatch.ts'
import { IdentityClaim } from './identity-claim.tsx'
import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'

/** How somebody signs in, to those who may say so: a new Google account to answer for (INV-11), and codes beside Google. */
export function SignInCard({
  replica,
  session,
  person,
}: {
  replica: Replica
  session: Session
  person: Person
}) {
  const health = useHealth(session)
  const dispatch = useDispatch(replica)
  const directory = replica.directory.value
  const user = directory.standing(person.id)
  const signIn = directory.signIn(person.id)
  const provider = health?.openId ?? null
  if (!user || (person.state !== 'active' && person.state !== 'blocked')) return null
  if (provider === null && !signIn?.claim && !signIn?.codesAllowed) return null
  // Who can't change anything about others has no use for it.
  if (directory.can('see organization settings') !== null) return null
  const name = personName(person)
  const allowed = signIn?.codesAllowed ?? false
  const reason =
    !allowed && directory.me
      ? mayAllowCodes(directory.me, user)?.message
      : whyNot(directory, 'confirm an identity', { user })
  return (
    <Card title="Signing in">
      <Stack>
        {signIn?.claim && <IdentityClaim replica={replica} person={person} claim={signIn.claim} />}
        <Checkbox
          label="Mailed codes let them in, too"
          hint={`Somebody who signs in with ${provider ?? 'Google'} gets no mailed codes, unless you allow them here: when ${name} can’t reach their ${provider ?? 'Google'} account, for example.`}
          checked={allowed}
          reason={reason}
          onChange={(next) =>
            void dispatch(
              'user.allow-codes',
              { userId: person.id, allowed: next },
              next ? `Mailed codes let ${name} in, too.` : `Mailed codes no longer let ${name} in.`,
            )
          }
        />
        <AskSomebody
          replica={replica}
          command={{ type: 'user.allow-codes', args: { userId: person.id, allowed: !allowed } }}
        />
      </Stack>
    </Card>
  )
}
