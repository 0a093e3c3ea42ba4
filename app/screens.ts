import type { ComponentType } from 'preact'
import { lazyScreen } from './lazy-screen.tsx'
import { matchPath, type Params } from './router.ts'
import type { ScreenProps } from './screen-props.ts'

/** The entry of the navigation that a screen belongs to. */
export type Section =
  | 'home'
  | 'tasks'
  | 'users'
  | 'handovers'
  | 'history'
  | 'waiting'
  | 'requests'
  | 'billing'
  | 'organization'
  | 'none'

export interface ScreenRoute {
  pattern: string
  section: Section
  match(path: string): Record<string, string> | null
  Screen: ComponentType<ScreenProps>
}

/** One screen: its pattern's parameters become its props, checked by the compiler. */
function screen<P extends string>(
  pattern: P,
  section: Section,
  load: () => Promise<ComponentType<ScreenProps & Params<P>>>,
): ScreenRoute {
  return {
    pattern,
    section,
    match: (path) => matchPath(pattern, path),
    Screen: lazyScreen(load) as unknown as ScreenRoute['Screen'],
  }
}

/** All screens within an organization; the first that fits counts. */
export const SCREENS: readonly ScreenRoute[] = [
  screen('/', 'home', async () => (await import('./home/home-screen.tsx')).HomeScreen),
  screen('/w/:workspaceId', 'home', async () => (await import('./home/home-screen.tsx')).HomeScreen),
  screen(
    '/w/:workspaceId/f/:folderId',
    'home',
    async () => (await import('./records/folder-screen.tsx')).FolderScreen,
  ),
  screen(
    '/w/:workspaceId/f/:folderId/r/:recordId',
    'home',
    async () => (await import('./records/record-screen.tsx')).RecordScreen,
  ),
  screen(
    '/w/:workspaceId/f/:folderId/bin',
    'home',
    async () => (await import('./records/bin-screen.tsx')).BinScreen,
  ),
  screen(
    '/w/:workspaceId/tasks',
    'tasks',
    async () => (await import('./records/tasks-screen.tsx')).TasksScreen,
  ),
  screen(
    '/w/:workspaceId/import',
    'home',
    async () => (await import('./import/import-screen.tsx')).ImportScreen,
  ),
  screen('/users', 'users', async () => (await import('./users/users-screen.tsx')).UsersScreen),
  screen(
    '/users/import',
    'users',
    async () => (await import('./import-users/import-users-screen.tsx')).ImportUsersScreen,
  ),
  screen(
    '/users/addresses',
    'users',
    async () => (await import('./addresses/many-addresses-screen.tsx')).ManyAddressesScreen,
  ),
  screen(
    '/users/addresses/:id',
    'users',
    async () => (await import('./addresses/batch-screen.tsx')).BatchScreen,
  ),
  screen('/roles', 'users', async () => (await import('./roles/roles-screen.tsx')).RolesScreen),
  screen('/users/:id', 'users', async () => (await import('./users/user-screen.tsx')).UserScreen),
  screen(
    '/users/:id/address',
    'users',
    async () => (await import('./handover/change-address-screen.tsx')).ChangeAddressScreen,
  ),
  screen(
    '/users/:id/merge',
    'users',
    async () => (await import('./handover/merge-users-screen.tsx')).MergeUsersScreen,
  ),
  screen(
    '/handovers',
    'handovers',
    async () => (await import('./handover/handovers-screen.tsx')).HandoversScreen,
  ),
  screen(
    '/handovers/new',
    'handovers',
    async () => (await import('./handover/new-handover-screen.tsx')).NewHandoverScreen,
  ),
  screen(
    '/handovers/:id',
    'handovers',
    async () => (await import('./handover/handover-screen.tsx')).HandoverScreen,
  ),
  screen('/history', 'history', async () => (await import('./history/history-screen.tsx')).HistoryScreen),
  screen('/billing', 'billing', async () => (await import('./billing/billing-screen.tsx')).BillingScreen),
  screen('/billing/:id', 'billing', async () => (await import('./billing/invoice-screen.tsx')).InvoiceScreen),
  screen(
    '/organization',
    'organization',
    async () => (await import('./organization/organization-screen.tsx')).OrganizationScreen,
  ),
  screen(
    '/requests',
    'requests',
    async () => (await import('./requests/requests-screen.tsx')).RequestsScreen,
  ),
  screen('/waiting', 'waiting', async () => (await import('./waiting/waiting-screen.tsx')).WaitingScreen),
  screen(
    '/preferences',
    'none',
    async () => (await import('./preferences/preferences-screen.tsx')).PreferencesScreen,
  ),
]
