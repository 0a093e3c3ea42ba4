import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function UserScreen() {
  return <PageHeader title="User" />
}
