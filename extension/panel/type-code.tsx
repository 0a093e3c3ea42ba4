import { useState } from 'preact/hooks'
import { createSession } from '../../shared/replica/session.ts'
import { Button } from '../../shared/ui/button.tsx'
import { CodeInput } from '../../shared/ui/code-input.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { writeAccount } from '../accounts.ts'
import { nobodysSession, notReached } from './ask-for-code.tsx'
import { type AskedCode, CODE_MINUTES, removeAskedCode, writeAskedCode } from './asked-code.ts'
import { usePanel } from './panel-state.ts'

export interface TypeCodeProps {
  asked: AskedCode
  onAsked: (asked: AskedCode) => void
  onOtherAddress?: (() => void) | undefined
  onSignedIn?: ((accountId: string) => void) | undefined
}

/** Trades the mailed code for a device token of this extension's own. */
export function TypeCode({ asked, onAsked, onOtherAddress, onSignedIn }: TypeCodeProps) {
  const { stored, server } = usePanel()
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

  const signIn = async (digits: string) => {
    if (busy) return
    if (digits.length < 8) return setProblem('The code has 8 digits.')
    setBusy(true)
    setProblem(undefined)
    const problemFound = await redeem(digits)
    if (problemFound === null) return
    setBusy(false)
    setCode('')
    setProblem(problemFound)
  }
  /** Null when it worked; then the panel's state changes, and the panel with it. */
  const redeem = async (digits: string): Promise<string | null> => {
    const { codeId, binding, email } = asked
    const reply = await nobodysSession(server.value).signIn({ codeId, code: digits, binding, device: true })
    if (reply.status === 'offline') return notReached(server.value)
    if (reply.status === 'refused') return reply.message
    const token = reply.answer.token ?? ''
    const me = await createSession(server.value, { kind: 'token', token }).me()
    if (me.status !== 'ok') return me.status === 'refused' ? me.message : notReached(server.value)
    await removeAskedCode(stored, server.value, email)
    onSignedIn?.(me.answer.account.id)
    await writeAccount(stored, { server: server.value, token, me: me.answer, organizationId: null })
    return null
  }
  const sendAgain = async () => {
    const reply = await nobodysSession(server.value).requestCode({ email: asked.email, device: true })
    if (reply.status === 'offline') return setProblem(notReached(server.value))
    if (reply.status === 'refused') return setProblem(reply.message)
    const { codeId, binding = '' } = reply.answer
    const again = { ...asked, codeId, binding, at: Date.now() }
    await writeAskedCode(stored, server.value, again)
    setCode('')
    setProblem(undefined)
    onAsked(again)
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
          We sent a code to <strong>{asked.email}</strong>. It is good for {CODE_MINUTES} minutes, and only
          here.
        </p>
        <CodeInput
          label="Code from the mail"
          required
          value={code}
          error={problem}
          onInput={(digits) => {
            setCode(digits)
            setProblem(undefined)
          }}
          onComplete={(digits) => void signIn(digits)}
        />
        <Button type="submit" variant="primary" wide busy={busy}>
          Sign in
        </Button>
        <Inline justify="between">
          <Button variant="quiet" size="s" onClick={() => void sendAgain()}>
            Send a new code
          </Button>
          {onOtherAddress && (
            <Button variant="quiet" size="s" onClick={onOtherAddress}>
              Use another address
            </Button>
          )}
        </Inline>
      </Stack>
    </form>
  )
}
