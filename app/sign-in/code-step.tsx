import { useEffect, useState } from 'preact/hooks'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { CodeInput } from '../../shared/ui/code-input.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { useApp } from '../app-context.ts'
import { type AskedCode, CODE_MINUTES, secondsToResend } from './asked-code.ts'
import { OutboxHint } from './outbox-hint.tsx'

export interface CodeStepProps {
  asked: AskedCode
  onAsked: (asked: AskedCode) => void
  /** Back to the address; left out where it is given. */
  onOtherAddress?: (() => void) | undefined
}

/** Codes of refusals after which the same code can't work any more. */
const DEAD = new Set(['too-many-tries', 'code-expired', 'code-ended', 'other-browser'])

/** Asks for the mailed code and signs in with it. */
export function CodeStep({ asked, onAsked, onOtherAddress }: CodeStepProps) {
  const { session, state, stored } = useApp()
  const [code, setCode] = useState('')
  const [error, setError] = useState<{ text: string; dead: boolean }>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const wait = useCountdown(asked)

  const signIn = async (digits: string) => {
    if (busy) return
    if (digits.length < 8) return setError({ text: 'The code has 8 digits.', dead: false })
    setBusy(true)
    setProblem(undefined)
    const reply = await session.signIn({ codeId: asked.codeId, code: digits })
    if (reply.status === 'ok') {
      stored.remove('code')
      await state.refresh()
      return
    }
    setBusy(false)
    if (reply.status === 'offline') return setProblem('The server can’t be reached. Try again in a moment.')
    setCode('')
    setError({ text: reply.message, dead: DEAD.has(reply.code) })
  }
  const sendAgain = async () => {
    setProblem(undefined)
    const reply = await session.requestCode({ email: asked.email })
    if (reply.status === 'offline') return setProblem('The server can’t be reached. Try again in a moment.')
    if (reply.status === 'refused') return setProblem(reply.message)
    const again = { codeId: reply.answer.codeId, email: asked.email, at: Date.now() }
    stored.write('code', again)
    onAsked(again)
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
          We sent a code to <strong>{asked.email}</strong>. It is good for {CODE_MINUTES} minutes, in this
          browser only.
        </p>
        <OutboxHint />
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
          {sent ? 'A new code was sent. The earlier one no longer works.' : ''}
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
