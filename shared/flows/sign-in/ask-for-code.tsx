import { useState } from 'preact/hooks'
import { emailSchema } from '../../domain/model/email.ts'
import type { Session } from '../../replica/session.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { EmailInput } from '../../ui/email-input.tsx'
import { Stack } from '../../ui/layout.tsx'
import type { AskedCode } from './asked-code.ts'
import { requestCode } from './request-code.ts'

export interface AskForCodeProps {
  session: Session
  /** An extension's code, whose answer holds what binds it. */
  device?: boolean
  /** Filled in beforehand. */
  email?: string | undefined
  /** Why that address and no other, where there is one. */
  fixed?: string | undefined
  autoFocus?: boolean
  /** Said when the server gives no answer. */
  notReached: string
  /** Beside a stronger way to sign in. */
  secondary?: boolean
  onAsked: (asked: AskedCode) => void | Promise<void>
}

/** Asks for an address and has a code mailed to it. */
export function AskForCode({
  session,
  device = false,
  fixed,
  notReached,
  onAsked,
  ...props
}: AskForCodeProps) {
  const [email, setEmail] = useState(props.email ?? '')
  const [error, setError] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const ask = async () => {
    setProblem(undefined)
    const parsed = emailSchema.safeParse(email)
    if (!parsed.success)
      return setError(email.trim() ? 'This is not an email address.' : 'Enter your address.')
    setBusy(true)
    const result = await requestCode(session, { email: parsed.data, device }, notReached)
    setBusy(false)
    if ('problem' in result) return setProblem(result.problem)
    await onAsked(result.asked)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      <Stack>
        <EmailInput
          label="Your email address"
          required
          autoFocus={props.autoFocus === true}
          name="email"
          value={email}
          error={error}
          reason={fixed}
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
        <Button type="submit" variant={props.secondary ? 'secondary' : 'primary'} wide busy={busy}>
          Send me a code
        </Button>
      </Stack>
    </form>
  )
}
