import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function ChangeAddressScreen() {
  return <PageHeader title="Change the address" />
}
