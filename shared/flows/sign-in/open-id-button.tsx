import { KeyRound } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Stack } from '../../ui/layout.tsx'
import { OrLine } from '../../ui/or-line.tsx'
import { GoogleSign } from './google-sign.tsx'

export interface OpenIdButtonProps {
  /** "Google" */
  name: string
  /** What went wrong on the last way there and back. */
  problem?: string | undefined
  /** Goes to the provider; a sentence if that did not work. */
  onPress: () => Promise<string | null>
}

/** "Continue with Google", and a line to the other way in below it. */
export function OpenIdButton({ name, problem: before, onPress }: OpenIdButtonProps) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(before)
  const press = async () => {
    setBusy(true)
    setProblem(undefined)
    const failed = await onPress()
    if (failed === null) return
    setBusy(false)
    setProblem(failed)
  }
  return (
    <Stack>
      {problem && (
        <Banner tone="warning" announce>
          {problem}
        </Banner>
      )}
      <Button
        wide
        busy={busy}
        icon={name === 'Google' ? <GoogleSign /> : <KeyRound aria-hidden="true" />}
        onClick={() => void press()}
      >
        Continue with {name}
      </Button>
      <OrLine>or with a mailed code</OrLine>
    </Stack>
  )
}
