import { useState } from 'preact/hooks'
import { AskForCode } from '../../shared/flows/sign-in/ask-for-code.tsx'
import type { AskedCode } from '../../shared/flows/sign-in/asked-code.ts'
import { OpenIdButton } from '../../shared/flows/sign-in/open-id-button.tsx'
import { TypeCode } from '../../shared/flows/sign-in/type-code.tsx'
import { useHealth } from '../../shared/flows/sign-in/use-health.ts'
import { isOpenIdProblem, openIdProblem, PROBLEM_PARAMETER } from '../../shared/protocol/openid.ts'
import { Stack } from '../../shared/ui/layout.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { useApp } from '../app-context.ts'
import { useRouter } from '../router-context.ts'
import { rememberedCode } from './asked-code.ts'
import { goToOpenId } from './go-to-open-id.ts'
import { OutboxHint } from './outbox-hint.tsx'

const NOT_REACHED = 'The server can’t be reached. Signing in needs a connection.'

/** Google, or address and code. When it worked, the app's session state changes, and the page with it. */
export function SignInForm({ fixedEmail }: { fixedEmail?: string }) {
  const { session, state, stored } = useApp()
  const { query } = useRouter().place.value
  const health = useHealth(session)
  const [asked, setAsked] = useState(() => {
    const remembered = rememberedCode(stored, Date.now())
    return fixedEmail === undefined || remembered?.email === fixedEmail ? remembered : null
  })
  const wasAsked = (code: AskedCode) => {
    stored.write('code', code)
    setAsked(code)
  }
  const forget = () => {
    stored.remove('code')
    setAsked(null)
  }
  if (health === undefined) return <Loading>Looking how to sign in…</Loading>
  if (asked)
    return (
      <TypeCode
        session={session}
        asked={asked}
        notReached="The server can’t be reached. Try again in a moment."
        where="in this browser only"
        onAsked={wasAsked}
        onSignedIn={async () => {
          stored.remove('code')
          await state.refresh()
          return null
        }}
        // Where the address is given, the provider may still be another way in.
        onOtherAddress={fixedEmail === undefined || health?.openId ? forget : undefined}
      >
        {health?.outbox && <OutboxHint />}
      </TypeCode>
    )
  const problem = query.get(PROBLEM_PARAMETER)
  const provider = health?.openId ?? null
  return (
    <Stack>
      {provider !== null && (
        <OpenIdButton
          name={provider}
          problem={isOpenIdProblem(problem) ? openIdProblem(problem, provider) : undefined}
          onPress={() => goToOpenId(session, fixedEmail, NOT_REACHED)}
        />
      )}
      <AskForCode
        session={session}
        email={fixedEmail}
        fixed={fixedEmail ? 'The invitation is for this address.' : undefined}
        autoFocus={!fixedEmail && provider === null}
        notReached={NOT_REACHED}
        onAsked={wasAsked}
      />
    </Stack>
  )
}
