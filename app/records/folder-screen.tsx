import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function FolderScreen() {
  return <PageHeader title="Records" />
}
