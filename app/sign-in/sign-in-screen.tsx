import { Stack } from '../../shared/ui/layout.tsx'
import { PublicPage } from '../public-page.tsx'
import { useTitle } from '../use-title.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Signing in with Google or by a mailed code; who is new gets an account by it. */
export function SignInScreen() {
  useTitle('Sign in')
  return (
    <PublicPage>
      <Stack gap={5}>
        <Stack gap={2}>
          <h1>Sign in</h1>
          <p class="public__muted">
            There is no password to remember. New here? Sign in the same way, and create an organization or
            accept an invitation.
          </p>
        </Stack>
        <SignInForm />
      </Stack>
    </PublicPage>
  )
}
