import { useEffect, useMemo, useState } from 'preact/hooks'
import { AskForCode } from '../../shared/flows/sign-in/ask-for-code.tsx'
import type { AskedCode } from '../../shared/flows/sign-in/asked-code.ts'
import { OpenIdButton } from '../../shared/flows/sign-in/open-id-button.tsx'
import { TypeCode } from '../../shared/flows/sign-in/type-code.tsx'
import { useHealth } from '../../shared/flows/sign-in/use-health.ts'
import { createSession } from '../../shared/replica/session.ts'
import { Stack } from '../../shared/ui/layout.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { writeAccount } from '../accounts.ts'
import { readAskedCode, removeAskedCode, writeAskedCode } from './asked-code.ts'
import { signInAtOpenId } from './open-id-window.ts'
import { usePanel } from './panel-state.ts'

export interface SignInProps {
  /** The Gmail account's address; empty: to be typed. */
  email?: string
  onSignedIn?: (accountId: string) => void
}

/** Signing in at Google in a window of Chrome's, or by a code that is mailed and typed into the panel (DESIGN §6). */
export function SignIn({ email = '', onSignedIn }: SignInProps) {
  const { stored, server } = usePanel()
  const [asked, setAsked] = useState<AskedCode | null | 'reading'>('reading')
  const origin = server.value
  // The token of nobody: signing in is open to all.
  const session = useMemo(() => createSession(origin, { kind: 'token', token: '' }), [origin])
  const health = useHealth(session, origin)
  useEffect(() => {
    void readAskedCode(stored, origin, email, Date.now()).then(setAsked)
  }, [origin, email])
  const notReached = notReachedAt(origin)

  const wasAsked = async (code: AskedCode) => {
    await writeAskedCode(stored, origin, code)
    setAsked(code)
  }
  /** Keeps the token in the extension's own storage; then the panel's state changes, and the panel with it. */
  const keep = async (token: string): Promise<string | null> => {
    const me = await createSession(origin, { kind: 'token', token }).me()
    if (me.status !== 'ok') return me.status === 'refused' ? me.message : notReached
    onSignedIn?.(me.answer.account.id)
    await writeAccount(stored, { server: origin, token, me: me.answer, organizationId: null })
    return null
  }
  if (asked === 'reading' || health === undefined) return <Loading />
  if (asked)
    return (
      <TypeCode
        session={session}
        asked={asked}
        notReached={notReached}
        where="and only here"
        onAsked={wasAsked}
        onSignedIn={async ({ token = '' }) => {
          await removeAskedCode(stored, origin, asked.email)
          return keep(token)
        }}
        onOtherAddress={email && !health?.openId ? undefined : () => setAsked(null)}
      />
    )
  const provider = health?.openId ?? null
  return (
    <Stack>
      {provider !== null && (
        <OpenIdButton
          name={provider}
          onPress={async () => {
            const signedIn = await signInAtOpenId(session, { email, provider, notReached })
            return 'problem' in signedIn ? signedIn.problem : keep(signedIn.token)
          }}
        />
      )}
      <AskForCode
        session={session}
        device
        email={email}
        fixed={email ? 'It is the address of this Gmail.' : undefined}
        notReached={notReached}
        onAsked={wasAsked}
      />
    </Stack>
  )
}

const notReachedAt = (server: string): string =>
  `The server ${server.replace(/^https?:\/\//, '')} can’t be reached. Signing in needs a connection; the address of the server is in the settings.`
