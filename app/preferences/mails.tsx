import type { MutableMail } from '../../shared/domain/model/user.ts'
import { seesOrganization } from '../../shared/domain/policy/reading.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Card } from '../../shared/ui/card.tsx'
import { Checkbox } from '../../shared/ui/checkbox.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { useDispatch } from '../use-dispatch.ts'

const MAILS: { id: MutableMail; label: string; forAdmins: boolean }[] = [
  { id: 'handover-received', label: 'Somebody’s items were handed over to you', forAdmins: false },
  { id: 'request-made', label: 'Somebody asks you for what they may not do', forAdmins: false },
  { id: 'switch-asked', label: 'Somebody asks for a new address', forAdmins: true },
]

/** Which mails one gets in this organization (USR-7). Those about one's own access come always. */
export function Mails({ replica }: { replica: Replica }) {
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const muted = directory.wholeUser(replica.userId)?.muted ?? []
  const { me } = directory
  const shown = MAILS.filter(({ forAdmins }) => !forAdmins || (me && seesOrganization(me)))
  return (
    <Card title="Mails" subtitle="Mails about your own access and addresses come always.">
      <Stack gap={2}>
        {shown.map(({ id, label }) => (
          <Checkbox
            key={id}
            label={label}
            checked={!muted.includes(id)}
            onChange={(on) =>
              void dispatch('user.set-mails', { muted: on ? muted.filter((m) => m !== id) : [...muted, id] })
            }
          />
        ))}
      </Stack>
    </Card>
  )
}
