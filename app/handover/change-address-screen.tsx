import { ChangeAddress } from '../../shared/flows/change-address.tsx'
import { HandoverReport } from '../../shared/flows/handover-report.tsx'
import { Banner } from '../../shared/ui/banner.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { link } from '../link.ts'
import { useRouter } from '../router-context.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'

/** Changes a person's address (HAND-2); while a change is under way it shows that one instead of a second form. */
export function ChangeAddressScreen({ replica, session, query, id }: ScreenProps & { id: string }) {
  const router = useRouter()
  const directory = replica.directory.value
  const name = directory.nameOf(id)
  const title = id === replica.userId ? 'Change my address' : `Change ${name}’s address`
  useTitle(title)
  const open = directory.handovers.find(
    (h) => h.kind === 'switch' && h.userId === directory.real(id) && ['asked', 'waiting'].includes(h.state),
  )
  return (
    <Stack gap={3}>
      <PageHeader title={title} back={{ href: link.user(id), label: name }} />
      {open ? (
        <Stack gap={4}>
          <Banner tone="info">A change of this address is under way. Call it off to start another.</Banner>
          <HandoverReport replica={replica} session={session} handover={open} />
        </Stack>
      ) : (
        <ChangeAddress
          replica={replica}
          session={session}
          userId={id}
          email={query.get('email') ?? undefined}
          onStarted={(handoverId) => router.go(link.handover(handoverId))}
        />
      )}
    </Stack>
  )
}
