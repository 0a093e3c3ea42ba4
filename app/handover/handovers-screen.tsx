import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function HandoversScreen() {
  return <PageHeader title="Handovers" />
}
