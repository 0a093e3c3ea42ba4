import { HandoverReport } from '../../../shared/flows/handover-report.tsx'
import { Banner } from '../../../shared/ui/banner.tsx'
import { Button } from '../../../shared/ui/button.tsx'
import { EmptyState } from '../../../shared/ui/empty-state.tsx'
import { Stack } from '../../../shared/ui/layout.tsx'
import { LinkButton } from '../../../shared/ui/link-button.tsx'
import { Loading } from '../../../shared/ui/loading.tsx'
import { sessionOf } from '../../accounts.ts'
import type { InPanel } from '../in-panel.ts'
import { usePanel } from '../panel-state.ts'
import { ScreenHead } from '../screen-head.tsx'

/** One handover or change of address: where it stands, its report, and what can be done (HAND-16). */
export function HandoverScreen({ account, replica, id }: InPanel & { id: string }) {
  const handover = replica.directory.value.handover(id)
  return (
    <Stack gap={4}>
      <ScreenHead title={handover?.kind === 'switch' ? 'Change of address' : 'Handover'} />
      {handover ? (
        <HandoverReport
          replica={replica}
          session={sessionOf(account)}
          handover={handover}
          hrefOf={(workspaceId, folderId, email) =>
            `${account.server}/w/${workspaceId}/f/${folderId}?${new URLSearchParams({ q: email })}`
          }
          actions={
            <LinkButton variant="quiet" size="s" href={`${account.server}/handovers/${handover.id}`} external>
              Open in Handover
            </LinkButton>
          }
        />
      ) : (
        <NotThereYet replica={replica} id={id} />
      )}
    </Stack>
  )
}

/** Only the server can decide a handover, so until it has, there is nothing of it: say where it is. */
function NotThereYet({ replica, id }: Pick<InPanel, 'replica'> & { id: string }) {
  const { route } = usePanel()
  const look = (
    <Button size="s" onClick={() => (route.value = { to: 'waiting' })}>
      What is waiting
    </Button>
  )
  const refused = replica.refused.value.find((item) => mentions(item.command?.args, id))
  if (refused)
    return (
      <Banner tone="danger" title="It was not done" action={look}>
        {refused.message}
      </Banner>
    )
  if (replica.pending.value.length === 0)
    return (
      <EmptyState compact title="There is no such handover">
        It may have been called off, or you may not see this one.
      </EmptyState>
    )
  if (replica.connection.value === 'online') return <Loading>Handing over…</Loading>
  return (
    <Banner title="Kept on this device" action={look}>
      It happens as soon as you are online again. If something changed by then, it waits and asks you to look.
    </Banner>
  )
}

const mentions = (args: unknown, id: string): boolean =>
  typeof args === 'object' && args !== null && 'handoverId' in args && args.handoverId === id
