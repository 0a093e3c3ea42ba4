import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { plannedErasings } from '../../shared/domain/handover/erasing.ts'
import { erasingInWords } from '../../shared/flows/handover-words.ts'
import { link } from '../link.ts'

const OPEN = new Set(['asked', 'waiting', 'needs-look'])

/** Changes of address and handovers of this person that are not done yet. */
export function UnderWay({ directory, userId }: { directory: Directory; userId: string }) {
  const open = directory.handovers.filter(
    (handover) =>
      OPEN.has(handover.state) &&
      (handover.kind === 'switch'
        ? handover.userId === userId
        : handover.plan.from === userId || handover.plan.to === userId),
  )
  const erasings = plannedErasings(directory.handovers, userId)
  if (open.length + erasings.length === 0) return null
  return (
    <Stack gap={2}>
      {erasings.map((handover) => (
        <Banner
          key={handover.id}
          tone="info"
          action={
            <LinkButton size="s" href={link.handover(handover.id)}>
              Look
            </LinkButton>
          }
        >
          {`Their personal data are erased ${erasingInWords(handover, Date.now()) ?? ''}.`}
        </Banner>
      ))}
      {open.map((handover) => (
        <Banner
          key={handover.id}
          tone={handover.state === 'needs-look' ? 'warning' : 'info'}
          action={
            <LinkButton size="s" href={link.handover(handover.id)}>
              Look
            </LinkButton>
          }
        >
          {handover.kind === 'switch'
            ? `The address changes to ${handover.newEmail}${handover.state === 'asked' ? ', once an Admin says yes' : ', once that is accepted'}.`
            : handover.plan.from === userId
              ? `${directory.nameOf(handover.plan.to)} is to take over what they look after.`
              : `They are to take over ${handover.plan.from ? `from ${directory.nameOf(handover.plan.from)}` : 'what nobody looks after'}.`}
          {handover.state === 'needs-look' && ' It needs your look.'}
        </Banner>
      ))}
    </Stack>
  )
}
