import { useState } from 'preact/hooks'
import type { MeAnswer } from '../../shared/protocol/http.ts'
import { newId } from '../../shared/replica/ids.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { useApp } from '../app-context.ts'

type Claim = NonNullable<MeAnswer['ownerClaims']>[number]

/**
 * Somebody says that the account's person, who owns an organization, is gone, or gives them another address: they object
 * here, blocked or not (ROLE-9).
 */
export function OwnerClaimsHere({ claims }: { claims: readonly Claim[] }) {
  const { session, state } = useApp()
  const [problem, setProblem] = useState<string>()
  const [kept, setKept] = useState<readonly string[]>([])
  const object = async (claim: Claim) => {
    const reply = await session.post('/api/organizations/object', {
      organizationId: claim.organizationId,
      commandId: newId('command'),
    })
    if (reply.status !== 'ok')
      return setProblem(
        reply.status === 'offline'
          ? 'The server can’t be reached. Try again when you are online.'
          : reply.message,
      )
    setProblem(undefined)
    setKept([...kept, claim.name])
    await state.refresh()
  }
  if (claims.length === 0 && kept.length === 0 && !problem) return null
  return (
    <Stack gap={3}>
      {problem && (
        <Banner tone="warning" announce>
          {problem}
        </Banner>
      )}
      {kept.map((name) => (
        <Banner key={name} tone="success" announce>
          You stay account owner of {name}. Whoever began it was told.
        </Banner>
      ))}
      {claims.map((claim) => (
        <Banner
          key={`${claim.organizationId} ${claim.newEmail ?? ''} ${claim.newAccount ?? ''}`}
          tone="danger"
          title={
            claim.newAccount
              ? `Somebody signed in with your address and another Google account. You own the account of ${claim.name}`
              : claim.newEmail === undefined
                ? `${claim.by} says that you are gone, and takes over ${claim.name}`
                : `${claim.by} changes your address in ${claim.name}, whose account you own, to ${claim.newEmail}`
          }
          action={
            <Button variant="danger" onClick={() => void object(claim)}>
              {claim.newAccount ? 'That is not me' : 'Object: I am here'}
            </Button>
          }
        >
          From {new Date(claim.at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })} on{' '}
          {claim.newAccount
            ? 'an Admin can say that it is you; then that Google account owns the account, and yours opens nothing there any more. If it is you, do nothing.'
            : claim.newEmail === undefined
              ? 'they can deactivate you there and own the account.'
              : 'whoever has that address can own the account, and you can’t sign in there any more.'}
        </Banner>
      ))}
    </Stack>
  )
}
