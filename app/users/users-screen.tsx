import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function UsersScreen() {
  return <PageHeader title="Users" />
}
