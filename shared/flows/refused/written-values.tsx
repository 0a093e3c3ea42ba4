import { Check, Copy } from 'lucide-preact'
import { useSignal } from '@preact/signals'
import type { RefusedItem, Replica } from '../../replica/replica.ts'
import { Button } from '../../ui/button.tsx'
import { asText, whatWasWritten } from './what-was-written.ts'
import './refused.css'

/** More is in the file that can be saved. */
const SHOWN = 6

/** What somebody had written of a change that was not accepted, so that it can be used elsewhere. Nothing where nothing was. */
export function WrittenValues({ replica, item }: { replica: Replica; item: RefusedItem }) {
  const written = whatWasWritten(item, replica.directory.value)
  if (written.length === 0) return null
  const more = written.length - SHOWN
  return (
    <div class="ho-written">
      <dl>
        {written.slice(0, SHOWN).map(({ label, text }, index) => (
          <div key={index}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {more > 0 && <p>and {more} more</p>}
    </div>
  )
}

/** Puts what was written where it can be pasted from. */
export function CopyWritten({ replica, item }: { replica: Replica; item: RefusedItem }) {
  const state = useSignal<'ready' | 'done' | 'failed'>('ready')
  const written = whatWasWritten(item, replica.directory.value)
  if (written.length === 0) return null
  const copy = () =>
    navigator.clipboard.writeText(asText(item, written)).then(
      () => (state.value = 'done'),
      () => (state.value = 'failed'),
    )
  return (
    <>
      <Button
        size="s"
        icon={state.value === 'done' ? <Check /> : <Copy />}
        aria-label={`Copy what you wrote: ${item.words}`}
        onClick={() => void copy()}
      >
        {state.value === 'done' ? 'Copied' : 'Copy'}
      </Button>
      {state.value === 'failed' && (
        <span class="ho-asked" role="alert">
          The browser does not allow it. Mark the text and copy it.
        </span>
      )}
    </>
  )
}
