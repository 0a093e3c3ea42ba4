import { AskingHelpsContext } from '../../shared/ui/form-purpose.ts'
import { SubscriptionNotice } from '../../shared/flows/billing/subscription-notice.tsx'
import { useEffect } from 'preact/hooks'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { tellWorker } from '../messages.ts'
import { whatWaits } from '../what-waits.ts'
import { ConversationView } from './conversation-view.tsx'
import { HomeView } from './home-view.tsx'
import type { InPanel } from './in-panel.ts'
import { PanelHeader } from './panel-header.tsx'
import { usePanel } from './panel-state.ts'
import { RouteView } from './route-view.tsx'
import { SaveLine } from './save-line.tsx'

/** The panel with an organization open: who one is, what the mail or a task asks for, and where one's changes are. */
export function OpenPanel(props: InPanel) {
  const { replica } = props
  const { route } = usePanel()
  const to = route.value?.to
  // Where in Handover, never where in the mail: nobody is told who reads what.
  const isBusy = to !== undefined && to !== 'waiting' && to !== 'invite'
  useEffect(() => replica.presence.setWhere(isBusy ? { path: '/handovers' } : {}), [replica, isBusy])
  const { unsent, looks } = whatWaits(replica)
  const invitations = props.account.me.invitations.length
  useEffect(tellWorker, [replica, unsent, looks, invitations])
  return (
    <div class="panel panel--open">
      <PanelHeader {...props} />
      <main class="panel__main">
        <div class="panel__page">
          {replica.connection.value === 'other-version' && <OtherVersion />}
          <SubscriptionNotice replica={replica} />
          {replica.ready.value ? (
            <AskingHelpsContext.Provider value={replica.directory.value.ended === null}>
              <Shown {...props} />
            </AskingHelpsContext.Provider>
          ) : (
            <Loading>
              {replica.connection.value === 'offline'
                ? 'Waiting for a connection: nothing of this organization is on this device yet…'
                : 'Fetching your organization…'}
            </Loading>
          )}
        </div>
      </main>
      <SaveLine replica={replica} />
    </div>
  )
}

function Shown(props: InPanel) {
  const { route, link } = usePanel()
  if (route.value) return <RouteView key={JSON.stringify(route.value)} route={route.value} {...props} />
  const page = link.page.value
  const view = page.status === 'seen' ? page.state.view : null
  if (view?.kind === 'conversation')
    return <ConversationView key={view.conversation.threadId} conversation={view.conversation} {...props} />
  return <HomeView unreadable={view?.kind === 'unreadable' && view.why !== 'loading'} {...props} />
}

/** SYNC-8. The extension's files are only exchanged when it is reloaded. */
function OtherVersion() {
  return (
    <Banner
      tone="warning"
      title="Handover was updated"
      announce
      action={
        <Button variant="primary" size="s" onClick={() => chrome.runtime.reload()}>
          Reload the extension
        </Button>
      }
    >
      This extension is of another version than the server and no longer talks to it. Reload it, then Gmail’s
      tab; what is on this device stays and is sent afterwards.
    </Banner>
  )
}
