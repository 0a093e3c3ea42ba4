import { useState } from 'preact/hooks'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { peopleOptions } from './people-options.ts'

export type AssignDialogProps = {
  directory: Directory
  workspaceId: string
  /** "3 records", "Alfreds Futterkiste" */
  what: string
  onClose: () => void
  /** Resolves with a problem to show, or null when it is done. */
  onAssign: (userId: string) => Promise<string | null>
}

/** Asks who looks after something from now on. */
export function AssignDialog({ directory, workspaceId, what, onClose, onAssign }: AssignDialogProps) {
  const [to, setTo] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const assign = async () => {
    if (to === null) return setMissing(true)
    setBusy(true)
    setProblem(await onAssign(to))
    setBusy(false)
  }
  return (
    <Dialog
      open
      size="s"
      title={`Give ${what} to somebody`}
      onClose={onClose}
      onSubmit={() => void assign()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" busy={busy}>
            Give
          </Button>
        </>
      }
    >
      <Stack>
        {problem && (
          <Banner tone="danger" announce>
            {problem}
          </Banner>
        )}
        <Combobox
          label="Who looks after it from now on"
          required
          options={peopleOptions(directory, workspaceId)}
          value={to}
          error={missing && to === null ? 'Choose a person.' : undefined}
          onChange={setTo}
          hint="People who work in this workspace."
        />
      </Stack>
    </Dialog>
  )
}
