import { ChangeAddress } from '../../../shared/flows/change-address.tsx'
import { HandoverReport } from '../../../shared/flows/handover-report.tsx'
import { Banner } from '../../../shared/ui/banner.tsx'
import { Stack } from '../../../shared/ui/layout.tsx'
import { sessionOf } from '../../accounts.ts'
import type { InPanel } from '../in-panel.ts'
import { usePanel } from '../panel-state.ts'
import { ScreenHead } from '../screen-head.tsx'

/** Changes a person's address (HAND-2); while a change is under way it shows that one instead of a second form. */
export function AddressScreen(props: InPanel & { userId: string; email: string | undefined }) {
  const { account, replica, userId, email } = props
  const { route } = usePanel()
  const directory = replica.directory.value
  const own = userId === replica.userId
  const running = directory.handovers.find(
    (one) =>
      one.kind === 'switch' &&
      one.userId === directory.real(userId) &&
      (one.state === 'asked' || one.state === 'waiting'),
  )
  return (
    <Stack gap={4}>
      <ScreenHead title={own ? 'Change my address' : `Change ${directory.nameOf(userId)}’s address`} />
      {running ? (
        <>
          <Banner>A change of this address is under way. Call it off to start another.</Banner>
          <HandoverReport replica={replica} session={sessionOf(account)} handover={running} />
        </>
      ) : (
        <ChangeAddress
          replica={replica}
          session={sessionOf(account)}
          userId={userId}
          email={email}
          onStarted={(id) => (route.value = { to: 'handover', id })}
        />
      )}
    </Stack>
  )
}
