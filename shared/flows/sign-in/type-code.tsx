import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Session } from '../../replica/session.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { CodeInput } from '../../ui/code-input.tsx'
import { Inline, Stack } from '../../ui/layout.tsx'
import { type AskedCode, CODE_MINUTES, secondsToResend } from './asked-code.ts'
import { requestCode } from './request-code.ts'

export interface TypeCodeProps {
  session: Session
  asked: AskedCode
  notReached: string
  /** Another one was mailed. */
  onAsked: (asked: AskedCode) => void | Promise<void>
  /** The code opened a session: an extension's token, and for who the account is. A sentence if that failed after all. */
  onSignedIn: (answer: { accountId: string; token?: string }) => Promise<string | null>
  /** Back to the address; left out where it is given. */
  onOtherAddress?: (() => void) | undefined
  /** Where it counts: "in this browser only". */
  where: string
  /** Above the code: where the mail is, if nowhere usual. */
  children?: ComponentChildren
}

/** Codes of refusals after which the same code can't work any more. */
const DEAD = new Set(['too-many-tries', 'code-expired', 'code-ended', 'other-browser'])

/** Asks for the mailed code and signs in with it. */
export function TypeCode(props: TypeCodeProps) {
  const { session, asked, notReached, onAsked, onSignedIn, onOtherAddress, where, children } = props
  const [code, setCode] = useState('')
  const [error, setError] = useState<{ text: string; dead: boolean }>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const wait = useCountdown(asked)
  const device = asked.binding !== undefined

  const signIn = async (digits: string) => {
    if (busy) return
    if (digits.length < 8) return setError({ text: 'The code has 8 digits.', dead: false })
    setBusy(true)
    setProblem(undefined)
    const reply = await session.signIn({
      codeId: asked.codeId,
      code: digits,
      ...(asked.binding !== undefined && { binding: asked.binding, device }),
    })
    if (reply.status === 'ok') {
      const failed = await onSignedIn(reply.answer)
      if (failed === null) return
      setBusy(false)
      return setProblem(failed)
    }
    setBusy(false)
    if (reply.status === 'offline') return setProblem(notReached)
    setCode('')
    // It was the right code, and something else is the way in.
    if (reply.code === 'use-openid') return setProblem(reply.message)
    setError({ text: reply.message, dead: DEAD.has(reply.code) })
  }
  const sendAgain = async () => {
    setProblem(undefined)
    const result = await requestCode(session, { email: asked.email, device }, notReached)
    if ('problem' in result) return setProblem(result.problem)
    await onAsked(result.asked)
    setCode('')
    setError(undefined)
    setSent(true)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void signIn(code)
      }}
    >
      <Stack>
        <p>
          We sent a code to <strong>{asked.email}</strong>. It is good for {CODE_MINUTES} minutes, {where}.
        </p>
        {children}
        <CodeInput
          label="Code from the mail"
          required
          autoFocus
          value={code}
          error={error?.text}
          onInput={(digits) => {
            setCode(digits)
            setError(undefined)
          }}
          onComplete={(digits) => void signIn(digits)}
        />
        {problem && (
          <Banner tone="warning" announce>
            {problem}
          </Banner>
        )}
        <Button type="submit" variant="primary" wide busy={busy}>
          Sign in
        </Button>
        <Inline justify="between">
          <Button
            variant="quiet"
            reason={wait > 0 && !error?.dead ? `The mail may take a moment: again in ${wait} s.` : undefined}
            onClick={() => void sendAgain()}
          >
            {wait > 0 && !error?.dead ? `Send again (${wait} s)` : 'Send a new code'}
          </Button>
          {onOtherAddress && (
            <Button variant="quiet" onClick={onOtherAddress}>
              Use another address
            </Button>
          )}
        </Inline>
        <p class="ho-visually-hidden" role="status">
          {sent ? 'A new code was sent. It is the one to type here.' : ''}
        </p>
      </Stack>
    </form>
  )
}

/** Seconds until another code may be asked for, counted down. */
function useCountdown(asked: AskedCode): number {
  const [, tick] = useState(0)
  const left = secondsToResend(asked, Date.now())
  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => tick((count) => count + 1), 1000)
    return () => clearTimeout(timer)
  })
  return left
}
