import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { FileText, Upload, X } from 'lucide-preact'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { FieldNotes } from './field.tsx'
import { fileSize } from './file-size.ts'
import { IconButton } from './icon-button.tsx'
import './file-drop.css'

export type FileDropProps = {
  /** What is wanted: "A CSV file with people". */
  label: string
  hint?: ComponentChildren
  error?: string | undefined
  reason?: string | undefined
  /** Like `.csv,text/csv`; a dropped file is not checked against it, so the owner must. */
  accept?: string
  multiple?: boolean
  /** What was chosen so far. */
  files: readonly { name: string; size: number }[]
  onFiles: (files: File[]) => void
  onRemove?: (index: number) => void
  busy?: boolean
}

/** A place to drop files on, which is a button as well. */
export function FileDrop(props: FileDropProps) {
  const { label, hint, error, reason, accept, multiple, files, onFiles, onRemove, busy } = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (list: FileList | null | undefined) => {
    const taken = [...(list ?? [])].slice(0, multiple ? undefined : 1)
    if (taken.length > 0) onFiles(taken)
  }
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault()
    if (!reason) setOver(isOver)
  }
  return (
    <div
      class={classNames('ho-field', error && 'ho-field--invalid')}
      role="group"
      aria-labelledby={`${id}-label`}
    >
      <div
        class={classNames('ho-file-drop', over && 'ho-file-drop--over', error && 'ho-file-drop--invalid')}
        onDragEnter={drag(true)}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event)
          if (!reason) take(event.dataTransfer?.files)
        }}
      >
        <Upload class="ho-file-drop__icon" />
        <p id={`${id}-label`} class="ho-file-drop__label">
          {label}
        </p>
        <Button
          size="s"
          reason={reason}
          busy={busy}
          aria-describedby={`${id}-label`}
          onClick={() => input.current?.click()}
        >
          {multiple ? 'Choose files' : files.length > 0 ? 'Choose another file' : 'Choose a file'}
        </Button>
        <p class="ho-file-drop__or">or drop it here</p>
        <input
          ref={input}
          type="file"
          hidden
          accept={accept}
          multiple={multiple}
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = '' // choosing the same, corrected file again must count
          }}
        />
      </div>
      {files.length > 0 && (
        <ul class="ho-file-drop__files" role="list">
          {files.map((file, index) => (
            <li key={`${file.name}-${index}`} class="ho-file-drop__file">
              <FileText />
              <span class="ho-file-drop__name">
                <bdi>{file.name}</bdi>
              </span>
              <span class="ho-file-drop__size">{fileSize(file.size)}</span>
              {onRemove && (
                <IconButton
                  label={`Remove ${file.name}`}
                  icon={<X />}
                  size="s"
                  onClick={() => onRemove(index)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
}
