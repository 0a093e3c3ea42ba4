import { Banner } from '../../shared/ui/banner.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'

/** On a server without mail settings: where the mail is (DESIGN §6). */
export const OutboxHint = () => (
  <Banner
    action={
      <LinkButton href="/outbox" external size="s">
        Open the outbox
      </LinkButton>
    }
  >
    This server keeps mail on its outbox page.
  </Banner>
)
