import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'
import type { ComponentChildren } from 'preact'
import { isClaimed } from '../../shared/domain/handover/owner-claim.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Inline } from '../../shared/ui/layout.tsx'
import { useDispatch } from '../use-dispatch.ts'
import { useNow } from '../use-now.ts'

/** Over every page, to those who see the organization's settings: an Admin is taking over the account (ROLE-9). */
export function OwnerClaimNotice({ replica }: { replica: Replica }): ComponentChildren {
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const now = useNow()
  const { organization } = directory
  if (!organization || !isClaimed(organization, now)) return null
  const { by, at } = organization.ownerClaim
  const owner = directory.nameOf(organization.ownerUserId)
  const claimer = directory.nameOf(by)
  const [mine, ofMe, isDue] = [by === replica.userId, organization.ownerUserId === replica.userId, now >= at]
  const from = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: organization.timeZone,
  }).format(new Date(at))
  return (
    <Banner
      tone={ofMe ? 'danger' : 'warning'}
      title={
        ofMe
          ? `${claimer} says that you are gone, and takes over the account`
          : mine
            ? `You are taking over the account from ${owner}`
            : `${claimer} is taking over the account from ${owner}`
      }
      action={
        <Inline>
          {mine && (
            <Button
              variant="danger"
              reason={isDue ? undefined : `Possible from ${from}: until then ${owner} may object.`}
              onClick={() =>
                void dispatch(
                  'organization.take-over',
                  {},
                  `You are the account owner. ${owner} is deactivated.`,
                )
              }
            >
              Deactivate {owner} and own the account
            </Button>
          )}
          <Button
            reason={whyNot(directory, 'change organization settings')}
            onClick={() =>
              void dispatch(
                'organization.drop-claim',
                {},
                `${ofMe ? 'You stay' : `${owner} stays`} account owner.`,
              )
            }
          >
            {ofMe ? 'Object: I am here' : 'Stop it'}
          </Button>
          <AskSomebody replica={replica} command={{ type: 'organization.drop-claim', args: {} }} />
        </Inline>
      }
    >
      {ofMe
        ? `From ${from} on they can deactivate you and own the account. All Admins were told.`
        : `Possible from ${from}. ${owner} was told at every address and can object; any Admin can stop it.`}
    </Banner>
  )
}
