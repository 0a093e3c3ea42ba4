import { personName } from '../../shared/flows/people/person-name.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { link } from '../link.ts'

/** Above the users: whose new Google account waits for me to say who it is (INV-11). The first few; the rest come after. */
export function ClaimsNote({ directory }: { directory: Directory }) {
  const claims = [...directory.data.tables.signIn.values()].filter(({ claim }) => claim)
  const waiting = claims.flatMap(({ id }) => {
    const user = directory.standing(id)
    return user && !directory.can('confirm an identity', { user }) ? [user.user] : []
  })
  if (waiting.length === 0) return null
  return (
    <Stack gap={2}>
      {waiting.slice(0, 3).map((person) => (
        <Banner
          key={person.id}
          tone="warning"
          action={
            <LinkButton size="s" href={link.user(person.id)}>
              Say who it is
            </LinkButton>
          }
        >
          A new Google account has the address of {personName(person)}. Is it still them?
        </Banner>
      ))}
      {waiting.length > 3 && <p class="user-muted">And {waiting.length - 3} more.</p>}
    </Stack>
  )
}
