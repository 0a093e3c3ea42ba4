import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function ImportScreen() {
  return <PageHeader title="Import" />
}
