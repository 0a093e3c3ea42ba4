import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function RecordScreen() {
  return <PageHeader title="Record" />
}
