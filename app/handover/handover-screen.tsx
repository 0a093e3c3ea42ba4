import { HandoverReport } from '../../shared/flows/handover-report.tsx'
import { handoverTitle } from '../../shared/flows/handover-words.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { link } from '../link.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { saveReport } from './report-csv.ts'

/** One handover or change of address: where it stands, its report, and what can be done (HAND-16). */
export function HandoverScreen({ replica, session, id }: ScreenProps & { id: string }) {
  const directory = replica.directory.value
  const handover = directory.handover(id)
  const title = handover ? handoverTitle(directory, handover) : 'Handover'
  useTitle(title)
  if (handover)
    return (
      <Stack gap={3}>
        <PageHeader
          title={handover.kind === 'switch' ? 'Change of address' : 'Handover'}
          back={{ href: link.handovers, label: 'Handovers' }}
        />
        <HandoverReport
          replica={replica}
          session={session}
          handover={handover}
          hrefOf={(workspaceId, folderId, email) => link.folder(workspaceId, folderId, { q: email })}
          actions={
            <>
              <LinkButton href={link.history({ handover: handover.id })} variant="quiet">
                In the history
              </LinkButton>
              <Button onClick={() => saveReport(directory, handover)}>Save as CSV</Button>
              <Button onClick={() => print()}>Print</Button>
            </>
          }
        />
      </Stack>
    )
  return (
    <Stack gap={3}>
      <PageHeader title="Handover" back={{ href: link.handovers, label: 'Handovers' }} />
      <NotThereYet {...{ replica, id }} />
    </Stack>
  )
}

/** Only the server can decide a handover, so until it has, there is no row: say where the command is. */
function NotThereYet({ replica, id }: Pick<ScreenProps, 'replica'> & { id: string }) {
  const refused = replica.refused.value.find((item) => mentions(item.command?.args, id))
  if (refused)
    return (
      <Banner
        tone="danger"
        title="It was not done"
        action={<LinkButton href={link.waiting}>Look at it</LinkButton>}
      >
        {refused.message}
      </Banner>
    )
  if (replica.pending.value.length > 0)
    return replica.connection.value === 'online' ? (
      <Loading>Handing over…</Loading>
    ) : (
      <Banner
        tone="info"
        title="Kept on this device"
        action={<LinkButton href={link.waiting}>What is waiting</LinkButton>}
      >
        It happens as soon as you are online again. If something changed by then, it waits and asks you to
        look.
      </Banner>
    )
  return (
    <EmptyState
      title="There is no such handover"
      action={<LinkButton href={link.handovers}>All handovers</LinkButton>}
    >
      The link may be old, or you may not see this one.
    </EmptyState>
  )
}

const mentions = (args: unknown, id: string): boolean =>
  typeof args === 'object' && args !== null && 'handoverId' in args && args.handoverId === id
