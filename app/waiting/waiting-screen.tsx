import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function WaitingScreen() {
  return <PageHeader title="Waiting" />
}
