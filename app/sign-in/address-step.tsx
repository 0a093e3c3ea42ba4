import { useState } from 'preact/hooks'
import { emailSchema } from '../../shared/domain/model/email.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { EmailInput } from '../../shared/ui/email-input.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { useApp } from '../app-context.ts'
import type { AskedCode } from './asked-code.ts'

export interface AddressStepProps {
  /** An address that must be used: an invitation's. */
  fixedEmail?: string | undefined
  onAsked: (asked: AskedCode) => void
}

/** Asks for an address and has a code mailed to it. */
export function AddressStep({ fixedEmail, onAsked }: AddressStepProps) {
  const { session, stored } = useApp()
  const [email, setEmail] = useState(fixedEmail ?? '')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const submit = async () => {
    setProblem(undefined)
    const parsed = emailSchema.safeParse(email)
    if (!parsed.success)
      return setError(email.trim() ? 'This is not an email address.' : 'Enter your address.')
    setBusy(true)
    const reply = await session.requestCode({ email: parsed.data })
    setBusy(false)
    if (reply.status === 'offline')
      return setProblem('The server can’t be reached. Signing in needs a connection.')
    if (reply.status === 'refused') return setProblem(reply.message)
    const asked = { codeId: reply.answer.codeId, email: parsed.data, at: Date.now() }
    stored.write('code', asked)
    onAsked(asked)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        <EmailInput
          label="Your email address"
          required
          autoFocus={!fixedEmail}
          name="email"
          value={email}
          error={error}
          reason={fixedEmail ? 'The invitation is for this address.' : undefined}
          onInput={(value) => {
            setEmail(value)
            setError(undefined)
          }}
        />
        {problem && (
          <Banner tone="warning" announce>
            {problem}
          </Banner>
        )}
        <Button type="submit" variant="primary" wide busy={busy}>
          Send me a code
        </Button>
      </Stack>
    </form>
  )
}
