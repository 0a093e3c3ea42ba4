import { ArrowLeft } from 'lucide-preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../../shared/ui/button.tsx'
import { usePanel } from './panel-state.ts'

/** Title of what is open over the conversation, and the way back. Takes the focus, so that a screen reader starts there. */
export function ScreenHead({ title, onBack }: { title: string; onBack?: () => void }) {
  const { route } = usePanel()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div class="panel__head">
      <Button variant="quiet" size="s" icon={<ArrowLeft />} onClick={onBack ?? (() => (route.value = null))}>
        Back
      </Button>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
    </div>
  )
}
