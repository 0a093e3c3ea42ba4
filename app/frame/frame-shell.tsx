import { AskingHelpsContext } from '../../shared/ui/form-purpose.ts'
import {
  Building2,
  Clock,
  HandHelping,
  House,
  ListChecks,
  ArrowLeftRight,
  ReceiptText,
  ScrollText,
  Users,
} from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import type { Replica } from '../../shared/replica/replica.ts'
import { AppShell, type NavItem } from '../../shared/ui/app-shell.tsx'
import { BrandMark } from '../../shared/ui/brand-mark.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { useApp } from '../app-context.ts'
import { ErrorBoundary } from '../error-boundary.tsx'
import { link } from '../link.ts'
import { NotFoundScreen } from '../not-found-screen.tsx'
import { requestsForMe } from '../requests/requests-for-me.ts'
import { useRouter } from '../router-context.ts'
import { SCREENS } from '../screens.ts'
import { AccountMenu } from './account-menu.tsx'
import { frameNotice } from './frame-notice.tsx'
import { PresentPeople } from './present-people.tsx'
import { SaveIndicator } from './save-indicator.tsx'
import { useCurrentWorkspace } from './use-current-workspace.ts'
import { useRefusalToasts } from './use-refusal-toasts.ts'
import { useSafeLeaving } from './use-safe-leaving.ts'
import { WorkspaceTree } from './workspace-tree.tsx'
import './frame.css'

/** Navigation, connection, who else is here, and the screen that the address names. */
export function FrameShell({ replica }: { replica: Replica }) {
  const { session } = useApp()
  const { place } = useRouter()
  const { path, query } = place.value
  const directory = replica.directory.value
  const workspace = useCurrentWorkspace(replica, path)
  useEffect(() => replica.presence.setWhere({ path }), [replica, path])
  useRefusalToasts(replica)
  useSafeLeaving(replica)

  let shown = { section: 'none', content: <NotFoundScreen /> }
  for (const { match, section, Screen, pattern } of SCREENS) {
    const params = match(path)
    if (!params) continue
    const content = <Screen key={pattern} replica={replica} session={session} query={query} {...params} />
    shown = { section, content }
    break
  }
  const asked = requestsForMe(directory)
  const troubles = replica.refused.value.length
  const nav: NavItem[] = [
    { id: 'home', label: 'Home', href: link.home, icon: <House /> },
    { id: 'users', label: 'Users', href: link.users, icon: <Users /> },
    {
      id: 'tasks',
      label: 'Tasks',
      href: workspace ? link.tasks(workspace.id) : link.home,
      icon: <ListChecks />,
    },
    { id: 'handovers', label: 'Handovers', href: link.handovers, icon: <ArrowLeftRight /> },
    { id: 'history', label: 'History', href: link.history(), icon: <ScrollText /> },
    ...(asked === null
      ? []
      : [{ id: 'requests', label: 'Requests', href: link.requests, icon: <HandHelping />, count: asked }]),
    {
      id: 'waiting',
      label: 'Waiting',
      href: link.waiting,
      icon: <Clock />,
      count: replica.pending.value.length + troubles,
    },
    ...(directory.can('see billing')
      ? []
      : [{ id: 'billing', label: 'Billing', href: link.billing, icon: <ReceiptText /> }]),
    ...(directory.can('see organization settings')
      ? []
      : [{ id: 'organization', label: 'Organization', href: link.organization, icon: <Building2 /> }]),
  ]
  return (
    <AppShell
      brand={
        <a class="frame-brand" href={link.home} title={directory.about?.name}>
          <BrandMark name={directory.about?.name ?? 'Handover'} />
        </a>
      }
      nav={nav}
      current={shown.section}
      places={<WorkspaceTree directory={directory} path={path} />}
      header={
        <>
          <PresentPeople replica={replica} />
          <SaveIndicator replica={replica} />
          <AccountMenu replica={replica} />
        </>
      }
      notice={frameNotice(replica)}
    >
      <ErrorBoundary resetBy={path}>
        {replica.ready.value ? (
          <AskingHelpsContext.Provider value={directory.ended === null}>
            {shown.content}
          </AskingHelpsContext.Provider>
        ) : (
          <Loading>
            {replica.connection.value === 'offline'
              ? 'Waiting for a connection: nothing of this organization is on this device yet…'
              : 'Fetching your organization…'}
          </Loading>
        )}
      </ErrorBoundary>
    </AppShell>
  )
}
