import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function TasksScreen() {
  return <PageHeader title="Tasks" />
}
