import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function HomeScreen() {
  return <PageHeader title="Workspaces" />
}
