import { useState } from 'preact/hooks'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { useDispatch } from '../use-dispatch.ts'
import { type BillingData, seatsInWords } from './billing-data.ts'

/** Sets how many seats may be taken at most, or lifts the limit (BILL-3). */
export function LimitDialog(props: { replica: Replica; data: BillingData; onClose: () => void }) {
  const { replica, data, onClose } = props
  const { seatLimit } = data.organization
  const dispatch = useDispatch(replica)
  const [text, setText] = useState(seatLimit === null ? '' : `${seatLimit}`)
  const [tried, setTried] = useState(false)
  const typed = text.trim()
  const limit = typed === '' ? null : /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : undefined
  const save = async () => {
    setTried(true)
    if (limit === undefined) return
    onClose()
    if (limit === seatLimit) return
    const done =
      limit === null ? 'The seats have no limit now.' : `At most ${seatsInWords(limit)} from now on.`
    await dispatch('organization.limit-seats', { limit }, done, {
      label: 'Undo',
      onAction: () =>
        void dispatch('organization.limit-seats', { limit: seatLimit }, 'The limit is as it was.'),
    })
  }
  return (
    <Dialog
      open
      size="s"
      title="Limit the seats"
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Save
          </Button>
        </>
      }
    >
      <Stack>
        <TextInput
          label="Seats at most"
          inputMode="numeric"
          value={text}
          onInput={setText}
          hint={`Leave it empty for no limit. ${seatsInWords(data.seats.taken)} taken now, ${data.seats.reserved} reserved.`}
          error={tried && limit === undefined ? 'Enter a whole number, 1 or more.' : undefined}
        />
        <p>
          Everybody who has a seat keeps it. Where all are taken, who is invited can’t accept until one is
          free; their invitation stays.
        </p>
      </Stack>
    </Dialog>
  )
}
