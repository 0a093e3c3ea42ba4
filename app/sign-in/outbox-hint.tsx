import { Banner } from '../../shared/ui/banner.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { useOutboxPage } from './use-outbox-page.ts'

/** On a server without mail settings: where the mail is. */
export function OutboxHint() {
  if (!useOutboxPage()) return null
  return (
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
}
