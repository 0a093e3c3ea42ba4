import { useState } from 'preact/hooks'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { useApp } from '../app-context.ts'
import { link } from '../link.ts'

/** Signed in as somebody else: both addresses are named, and the way to the right one (INV-2). */
export function WrongAccount({ invited, signedInAs }: { invited: string; signedInAs: string }) {
  const { state } = useApp()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const signOut = async () => {
    setBusy(true)
    const done = await state.signOut()
    setBusy(false)
    if (!done) setProblem('Signing out needs a connection.')
  }
  return (
    <Stack>
      <Banner tone="warning" title="You are signed in with another address">
        This invitation is for <strong>{invited}</strong>. You are signed in as <strong>{signedInAs}</strong>,
        which can’t accept it.
      </Banner>
      {problem && (
        <Banner tone="warning" announce>
          {problem}
        </Banner>
      )}
      <Button variant="primary" wide busy={busy} onClick={() => void signOut()}>
        Sign out, and in as {invited}
      </Button>
      <LinkButton href={link.home} wide>
        Stay signed in as {signedInAs}
      </LinkButton>
    </Stack>
  )
}
