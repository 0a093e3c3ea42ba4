import { FileDrop } from '../../shared/ui/file-drop.tsx'
import { Progress } from '../../shared/ui/progress.tsx'

/** Where a CSV file is dropped, and how far its reading is (`reading` from 0 to 1; null: nothing is being read). */
export function CsvFileInput(props: {
  label: string
  hint: string
  file: { name: string; size: number } | null
  reading: number | null
  /** The field alone disappears, once the file is being imported; the progress stays. */
  hidden?: boolean
  onFile: (file: File) => void
  onRemove: () => void
}) {
  const { label, hint, file, reading, hidden, onFile, onRemove } = props
  return (
    <>
      {!hidden && (
        <FileDrop
          label={label}
          hint={hint}
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          files={file ? [file] : []}
          busy={reading !== null}
          onFiles={([chosen]) => chosen && onFile(chosen)}
          onRemove={onRemove}
        />
      )}
      {reading !== null && (
        <Progress
          label="Reading the file"
          value={Math.round(reading * 100)}
          max={100}
          // Of 50 MB, its rows are looked through for seconds after the last byte is here.
          text={reading < 1 ? `${Math.round(reading * 100)} %` : 'Looking through its rows …'}
        />
      )}
    </>
  )
}
