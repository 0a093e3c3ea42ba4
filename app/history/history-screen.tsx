import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function HistoryScreen() {
  return <PageHeader title="History" />
}
