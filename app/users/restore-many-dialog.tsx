import { seatLine } from '../../shared/flows/billing/seat-words.ts'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'

/** Brings several people back, with the price said first (LIFE-4). */
export function RestoreManyDialog(props: {
  directory: Directory
  people: readonly Person[]
  onClose: () => void
  onRestore: (people: readonly Person[]) => void
}) {
  const { directory, people, onClose, onRestore } = props
  const many = people.length === 1 ? '1 person' : `${people.length} people`
  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={`Restore ${many}?`}
      onSubmit={() => onRestore(people)}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Restore {many}
          </Button>
        </>
      }
    >
      <Stack>
        <p>
          They sign in as before, with the same roles and workspaces, and get back what nobody else was given
          meanwhile.
        </p>
        <p>{seatLine(directory.about, 'Each of them counts from today:')}</p>
      </Stack>
    </Dialog>
  )
}
