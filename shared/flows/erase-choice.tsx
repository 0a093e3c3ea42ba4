import { UNDO_DAYS } from '../domain/model/handover.ts'
import { daysAfter } from '../domain/model/time.ts'
import type { Directory } from '../replica/directory/directory.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { dateInWords } from '../ui/time-in-words.ts'

/** HAND-11: erase somebody who leaves, on the day from which it can't be undone any more. */
export function EraseChoice(props: {
  directory: Directory
  userId: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  const { directory, userId, checked, onChange } = props
  const user = directory.standing(userId)
  const name = directory.nameOf(userId)
  return (
    <Checkbox
      label={`Erase ${name}’s personal data when this can’t be undone any more`}
      checked={checked}
      onChange={onChange}
      reason={directory.can('erase', { ...(user && { user }) })?.message}
      hint={`On ${eraseDay()}, if nobody calls it off. Name and addresses are deleted everywhere; the items stay.`}
    />
  )
}

/** "3 June": the day on which undo ends, were it to run now. */
export const eraseDay = (now = new Date()): string =>
  dateInWords(Date.parse(daysAfter(now.toISOString(), UNDO_DAYS)), now.getTime())
