import { useState } from 'preact/hooks'
import { emailSchema } from '../../shared/domain/model/email.ts'
import { createSession } from '../../shared/replica/session.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { EmailInput } from '../../shared/ui/email-input.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { type AskedCode, writeAskedCode } from './asked-code.ts'
import { usePanel } from './panel-state.ts'

/** The token of nobody: asking for a code is open to all. */
export const nobodysSession = (server: string) => createSession(server, { kind: 'token', token: '' })

/** Has a code mailed to the address: the Gmail account's, or one that is typed. */
export function AskForCode(props: { email: string; onAsked: (asked: AskedCode) => void }) {
  const { stored, server } = usePanel()
  const [email, setEmail] = useState(props.email)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const ask = async () => {
    setProblem(undefined)
    const parsed = emailSchema.safeParse(email)
    if (!parsed.success)
      return setProblem(email.trim() ? 'This is not an email address.' : 'Enter your address.')
    setBusy(true)
    const reply = await nobodysSession(server.value).requestCode({ email: parsed.data, device: true })
    setBusy(false)
    if (reply.status === 'offline') return setProblem(notReached(server.value))
    if (reply.status === 'refused') return setProblem(reply.message)
    const { codeId, binding = '' } = reply.answer
    const asked = { codeId, binding, email: parsed.data, at: Date.now() }
    await writeAskedCode(stored, server.value, asked)
    props.onAsked(asked)
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
          name="email"
          value={email}
          reason={props.email ? 'It is the address of this Gmail.' : undefined}
          onInput={setEmail}
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

export const notReached = (server: string): string =>
  `The server ${server.replace(/^https?:\/\//, '')} can’t be reached. Signing in needs a connection; the address of the server is in the settings.`
