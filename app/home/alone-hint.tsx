import { whyNotInviteAnybody } from '../../shared/flows/people/may.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { link } from '../link.ts'

/** The next step in an organization that has nobody else in it, not even invited. */
export function AloneHint({ directory }: { directory: Directory }) {
  if (directory.users.length !== 1 || whyNotInviteAnybody(directory) !== undefined) return null
  return (
    <Banner
      title="You are alone here so far"
      action={
        <LinkButton size="s" href={link.invite}>
          Invite your colleagues
        </LinkButton>
      }
    >
      They get a mail with a link. What you make before, such as folders and imported records, is there when
      they come.
    </Banner>
  )
}
