import { ChevronRight } from 'lucide-preact'
import { Avatar } from '../../shared/ui/avatar.tsx'
import { Banner } from '../../shared/ui/banner.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { type SignedAccount, writeAccount } from '../accounts.ts'
import { InvitationsInMail, OtherInvitations } from './invitations-in-mail.tsx'
import { PlainPage } from './plain-page.tsx'
import { usePanel } from './panel-state.ts'
import { SignOutButton } from './sign-out-button.tsx'

/** Several organizations, or none yet: invitations first, because accepting one opens its organization. */
export function OrganizationChoice({ account }: { account: SignedAccount }) {
  const { stored } = usePanel()
  const { organizations } = account.me
  const active = organizations.filter((one) => one.state === 'active')
  const open = (organizationId: string) => void writeAccount(stored, { ...account, organizationId })
  return (
    <PlainPage>
      <Stack gap={5}>
        <h1>{active.length > 0 ? 'Your organizations' : 'Welcome to Handover'}</h1>
        <InvitationsInMail account={account} />
        <OtherInvitations account={account} />
        {active.length > 0 ? (
          <ul class="panel__choices" role="list">
            {active.map(({ organizationId, name }) => (
              <li key={organizationId}>
                <button type="button" class="panel__choice" onClick={() => open(organizationId)}>
                  <Avatar name={name} colourBy={organizationId} shape="square" />
                  <span class="panel__choice-text">{name}</span>
                  <ChevronRight aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <Banner
            title={`${account.me.account.email} belongs to no organization`}
            action={
              <LinkButton size="s" href={`${account.server}/`} external>
                Open Handover
              </LinkButton>
            }
          >
            Ask somebody there to invite this address, or begin with an organization of your own.
          </Banner>
        )}
        <SignOutButton account={account} />
      </Stack>
    </PlainPage>
  )
}
