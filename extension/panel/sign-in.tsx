import { useEffect, useState } from 'preact/hooks'
import { Loading } from '../../shared/ui/loading.tsx'
import { type AskedCode, readAskedCode } from './asked-code.ts'
import { AskForCode } from './ask-for-code.tsx'
import { usePanel } from './panel-state.ts'
import { TypeCode } from './type-code.tsx'

export interface SignInProps {
  /** The Gmail account's address; empty: to be typed. */
  email?: string
  onSignedIn?: (accountId: string) => void
}

/** Signing in by a code that is mailed and typed into the panel (DESIGN §6). */
export function SignIn({ email = '', onSignedIn }: SignInProps) {
  const { stored, server } = usePanel()
  const [asked, setAsked] = useState<AskedCode | null | 'reading'>('reading')
  const origin = server.value
  useEffect(() => {
    void readAskedCode(stored, origin, email, Date.now()).then(setAsked)
  }, [origin, email])
  if (asked === 'reading') return <Loading />
  if (!asked) return <AskForCode email={email} onAsked={setAsked} />
  return (
    <TypeCode
      asked={asked}
      onAsked={setAsked}
      onOtherAddress={email ? undefined : () => setAsked(null)}
      onSignedIn={onSignedIn}
    />
  )
}
