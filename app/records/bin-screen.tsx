import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function BinScreen() {
  return <PageHeader title="Bin" />
}
