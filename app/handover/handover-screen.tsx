import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function HandoverScreen() {
  return <PageHeader title="Handover" />
}
