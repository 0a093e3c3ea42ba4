import { PageHeader } from '../../shared/ui/page-header.tsx'

/** Being built. */
export function PreferencesScreen() {
  return <PageHeader title="Preferences" />
}
