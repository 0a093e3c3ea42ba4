import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import { Banner } from '../ui/banner.tsx'
import { Button, type ButtonProps } from '../ui/button.tsx'
import { type ConfirmGuard, ConfirmGuardContext, type Sight } from './confirm-guard.ts'
import './flows.css'

/** The button that gives rights away: invite, hand over, change an address, accept. Works only while it is really seen (MAIL-5). */
export function ConfirmButton(props: ButtonProps) {
  const guard = useContext(ConfirmGuardContext)
  return guard ? <GuardedButton {...props} guard={guard} /> : <Button {...props} />
}

const NOT_SEEN: Record<Exclude<Sight, 'seen'>, string> = {
  unsure: 'One moment…',
  covered: 'Something lies over this button.',
}

function GuardedButton({ guard, ...props }: ButtonProps & { guard: ConfirmGuard }) {
  const button = useRef<HTMLButtonElement>(null)
  const [sight, setSight] = useState<Sight>('unsure')
  useEffect(() => (button.current ? guard.watch(button.current, setSight) : undefined), [guard])
  const reason = props.reason ?? (sight === 'seen' ? undefined : NOT_SEEN[sight])
  return (
    <div class="ho-confirm">
      {sight === 'covered' && (
        <Banner
          tone="warning"
          title="This panel is not fully visible"
          action={
            <Button size="s" onClick={guard.openElsewhere}>
              Open in a window
            </Button>
          }
        >
          Something in this page lies over it, so the button below is off: nobody should press what they can’t
          see.
        </Banner>
      )}
      <Button {...props} reason={reason} buttonRef={button} />
    </div>
  )
}
