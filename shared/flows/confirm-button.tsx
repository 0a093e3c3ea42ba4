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

function GuardedButton({ guard, ...props }: ButtonProps & { guard: ConfirmGuard }) {
  const button = useRef<HTMLButtonElement>(null)
  const note = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState<Sight>('unsure')
  // Stays until the button was seen again: it must not come and go with every change around it.
  const [explained, setExplained] = useState(false)
  useEffect(() => {
    if (!button.current) return
    return guard.watch(button.current, (now) => {
      setSight(now)
      if (now !== 'unsure') setExplained(now === 'covered')
    })
  }, [guard])
  useEffect(() => note.current?.scrollIntoView({ block: 'nearest' }), [explained])
  return (
    <div class="ho-confirm">
      {/* No tooltip says it: that would lie over the button, too. */}
      <Button {...props} waiting={sight !== 'seen'} buttonRef={button} />
      {/* Under the button, which it would else push away and out of sight. */}
      {explained && !props.reason && (
        <div ref={note}>
          <Banner
            tone="warning"
            title="This panel is not fully visible"
            action={
              <Button size="s" onClick={guard.openElsewhere}>
                Open in a window
              </Button>
            }
          >
            Something in this page lies over it, so the button is off: nobody should press what they can’t
            see.
          </Banner>
        </div>
      )}
    </div>
  )
}
