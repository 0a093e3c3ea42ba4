import { useState } from 'preact/hooks'
import { dayAt, monthOf } from '../../shared/domain/billing/day.ts'
import { UNSEEN_DAYS } from '../../shared/domain/billing/unseen.ts'
import { money } from '../../shared/flows/billing/money.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { useApp } from '../app-context.ts'
import { link } from '../link.ts'
import { useNow } from '../use-now.ts'
import { useUnseen } from './use-unseen.ts'

/** Once a month, to those who may block: who was not seen for 60 days, and what they cost (BILL-5). */
export function UnseenHint({ directory }: { directory: Directory }) {
  const { stored } = useApp()
  const now = useNow()
  const unseen = useUnseen(directory)
  const { organization, data } = directory
  const key = `unseen/${data.organizationId}`
  const month = organization ? monthOf(dayAt(now, organization.timeZone)) : ''
  const [dismissed, setDismissed] = useState(() => stored.read<string>(key))
  if (!organization || unseen.length === 0 || dismissed === month) return null
  if (whyNot(directory, 'change organization settings') !== undefined) return null
  const people = unseen.length === 1 ? '1 person was' : `${unseen.length} people were`
  return (
    <Banner
      title={`${people} not seen for ${UNSEEN_DAYS} days`}
      action={
        <LinkButton size="s" href={link.billing}>
          Look at them
        </LinkButton>
      }
      onDismiss={() => {
        stored.write(key, month)
        setDismissed(month)
      }}
    >
      Their seats cost {money(unseen.length * organization.seatPrice, organization.currency)} a month.
    </Banner>
  )
}
