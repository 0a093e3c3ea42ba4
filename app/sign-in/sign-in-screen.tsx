import { Stack } from '../../shared/ui/layout.tsx'
import { PublicPage } from '../public-page.tsx'
import { useTitle } from '../use-title.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Signing in by a mailed code; a new address gets an account by it. */
export function SignInScreen() {
  useTitle('Sign in')
  return (
    <PublicPage>
      <Stack gap={5}>
        <Stack gap={2}>
          <h1>Sign in</h1>
          <p class="public__muted">
            We mail you a code: there is no password. New here? Sign in the same way, and create an
            organization or accept an invitation.
          </p>
        </Stack>
        <SignInForm />
      </Stack>
    </PublicPage>
  )
}
