import type { InPanel } from './in-panel.ts'
import type { Route } from './route.ts'
import { AddressScreen } from './screens/address-screen.tsx'
import { HandOverScreen } from './screens/hand-over-screen.tsx'
import { HandoverScreen } from './screens/handover-screen.tsx'
import { InviteScreen } from './screens/invite-screen.tsx'
import { StartScreen } from './screens/start-screen.tsx'
import { WaitingScreen } from './screens/waiting-screen.tsx'
import { WhoseAddressScreen } from './screens/whose-address-screen.tsx'

/** What is open over the conversation. */
export function RouteView({ route, ...props }: InPanel & { route: Route }) {
  switch (route.to) {
    case 'invite':
      return <InviteScreen {...props} email={route.email} name={route.name} />
    case 'start':
      return <StartScreen />
    case 'hand-over':
      return <HandOverScreen {...props} from={route.from} />
    case 'whose-address':
      return <WhoseAddressScreen {...props} email={route.email} />
    case 'address':
      return <AddressScreen {...props} userId={route.userId} email={route.email} />
    case 'handover':
      return <HandoverScreen {...props} id={route.id} />
    case 'waiting':
      return <WaitingScreen {...props} />
  }
}
