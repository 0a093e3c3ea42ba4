import { Compass } from 'lucide-preact'
import { EmptyState } from '../shared/ui/empty-state.tsx'
import { LinkButton } from '../shared/ui/link-button.tsx'
import { PageHeader } from '../shared/ui/page-header.tsx'
import { link } from './link.ts'
import { useTitle } from './use-title.ts'

/** No such page, or nothing that this person may see: the same answer for both. */
export function NotFoundScreen({ what = 'page' }: { what?: string }) {
  useTitle('Not found')
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        icon={<Compass />}
        title={`There is no such ${what}, or you may not see it`}
        action={<LinkButton href={link.home}>Go to your workspaces</LinkButton>}
      >
        Perhaps it was removed meanwhile. If somebody sent you the link, ask them.
      </EmptyState>
    </>
  )
}
