import { useState } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { AddressStep } from './address-step.tsx'
import { rememberedCode } from './asked-code.ts'
import { CodeStep } from './code-step.tsx'

/** Address, then code. When it worked, the app's session state changes, and the page with it. */
export function SignInForm({ fixedEmail }: { fixedEmail?: string }) {
  const { stored } = useApp()
  const [asked, setAsked] = useState(() => {
    const remembered = rememberedCode(stored, Date.now())
    return fixedEmail === undefined || remembered?.email === fixedEmail ? remembered : null
  })
  if (!asked) return <AddressStep fixedEmail={fixedEmail} onAsked={setAsked} />
  return (
    <CodeStep
      asked={asked}
      onAsked={setAsked}
      onOtherAddress={
        fixedEmail === undefined
          ? () => {
              stored.remove('code')
              setAsked(null)
            }
          : undefined
      }
    />
  )
}
