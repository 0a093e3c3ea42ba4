import { Button } from '../../shared/ui/button.tsx'
import { Textarea } from '../../shared/ui/textarea.tsx'
import { TextInput, type TextInputProps } from '../../shared/ui/text-input.tsx'
import type { FieldValue } from '../../shared/domain/model/record.ts'
import type { Typed } from './typed-value.ts'
import { useDraft } from './use-draft.ts'

export type DraftFieldProps = Pick<
  TextInputProps,
  'type' | 'inputMode' | 'required' | 'maxLength' | 'hideLabel'
> & {
  label: string
  stored: string
  read: (text: string) => Typed
  save: (value: FieldValue) => void
  /** Why it can't be changed (ROLE-11). */
  reason?: string | undefined
}

/** An input that saves itself when it is left, and never overwrites or hides what somebody else wrote meanwhile. */
export function DraftField({ label, stored, read, save, ...rest }: DraftFieldProps) {
  const draft = useDraft(stored, read, save)
  const isLong = stored.length > 80 || stored.includes('\n')
  return (
    <div
      class="rec-draft"
      onFocusOut={(event) => {
        // Into the two buttons below is not yet leaving.
        if (event.currentTarget.contains(event.relatedTarget as Node | null)) return
        draft.onLeave()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && draft.text !== stored) {
          event.stopPropagation()
          draft.onUndo()
        }
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) draft.onLeave()
      }}
    >
      {isLong ? (
        <Textarea
          label={label}
          value={draft.text}
          onInput={draft.onInput}
          error={draft.error}
          reason={rest.reason}
        />
      ) : (
        <TextInput {...rest} label={label} value={draft.text} onInput={draft.onInput} error={draft.error} />
      )}
      {draft.theirs !== null && (
        <div class="rec-draft__theirs" role="alert">
          <p>Changed by somebody else meanwhile: {draft.theirs ? <q>{draft.theirs}</q> : 'emptied'}.</p>
          <div class="rec-draft__choice">
            <Button size="s" onClick={draft.onUndo}>
              Take theirs
            </Button>
            <Button size="s" onClick={draft.keepMine}>
              Keep mine
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
