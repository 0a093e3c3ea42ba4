import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function NewHandoverScreen() {
  return <PageHeader title="Hand over" />
}
