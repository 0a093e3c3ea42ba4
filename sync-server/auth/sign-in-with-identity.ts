import { followAddress } from '../../shared/domain/sign-in/follow-address.ts'
import { type Refusal, refuse } from '../../shared/domain/decide/decision.ts'
import { openIdProblem } from '../../shared/protocol/openid.ts'
import { isoNow } from '../clock.ts'
import { decideCommand } from '../decide/decide-command.ts'
import type { Deciding } from '../decide/ports.ts'
import { newId } from '../new-id.ts'
import { emailKey } from '../../shared/domain/model/email.ts'
import {
  accountOfIdentity,
  type AddressedIdentity,
  hasAddress,
  hasIdentity,
  holderOfAddress,
  isEmptyAccount,
  linkIdentity,
  moveToAddress,
  newAccountFor,
} from './identities.ts'
import { askAboutIdentity } from './identity-claims.ts'
import type { ProvenIdentity } from './openid/provider.ts'

type SignedIn = { status: 'accepted'; accountId: string } | Refusal
/** `taken`: the address is another identity's account's. */
type Found = { known: string; formerKey: string } | { linked: string } | { taken: string }

/**
 * The account of somebody whom the OpenID provider has proven (INV-2, INV-11). Who they are is issuer and subject: a known
 * one signs in whatever their address, and a new address goes with them. A new one with a known address is that account if
 * it had mailed codes alone; if it is another identity's, Admins say whether they are the same person.
 */
export async function signInWithIdentity(
  deciding: Deciding,
  identity: ProvenIdentity,
  providerName: string,
): Promise<SignedIn> {
  const found = await find(deciding, identity)
  if (!found) return refuse('not-authoritative', openIdProblem('not-authoritative', providerName))
  if ('linked' in found) return { status: 'accepted', accountId: found.linked }
  if ('known' in found) {
    if (hasAddress(identity)) {
      await followIdentity(deciding, identity, found)
      // Somebody may have been restored with this address, or given it, while another account sits in them.
      await askAboutIdentity(deciding, identity, null)
    }
    return { status: 'accepted', accountId: found.known }
  }
  const addressed = identity as AddressedIdentity
  const isOpen = await askAboutIdentity(deciding, addressed, found.taken)
  // They may have been recognised at once, or there is nobody the address could still open anything of.
  const known = await accountOfIdentity(deciding.store.read, identity)
  if (known) return { status: 'accepted', accountId: known.accountId }
  if (isOpen) return refuse('other-google-account', openIdProblem('other-google-account', providerName))
  const now = isoNow(deciding.clock)
  const accountId = await deciding.store.write((tx) => newAccountFor(tx, addressed, now))
  return { status: 'accepted', accountId }
}

/** In one transaction, so that two sign-ins at once make one account. Null: new, and nobody answers for the address. */
function find({ store, clock }: Deciding, identity: ProvenIdentity): Promise<Found | null> {
  const now = isoNow(clock)
  return store.write(async (tx) => {
    const known = await accountOfIdentity(tx, identity)
    if (known) {
      await tx
        .updateTable('identities')
        .set({ last_seen_at: now })
        .where('issuer', '=', identity.issuer)
        .where('subject', '=', identity.subject)
        .execute()
      return { known: known.accountId, formerKey: known.emailKey }
    }
    if (!hasAddress(identity)) return null
    const holder = await holderOfAddress(tx, identity.email)
    if (holder === null) return { linked: await newAccountFor(tx, identity, now) }
    if (await hasIdentity(tx, holder, identity.issuer)) return { taken: holder }
    await linkIdentity(tx, identity, holder, now)
    return { linked: holder }
  })
}

/**
 * The same identity with a new address: its users have it too. The account's own address comes last: where the server dies
 * in between, the next sign-in goes on. An address that another account has proven, and uses, stays that account's.
 */
async function followIdentity(
  deciding: Deciding,
  identity: AddressedIdentity,
  { known: accountId, formerKey }: { known: string; formerKey: string },
): Promise<void> {
  const { email } = identity
  const holder = await holderOfAddress(deciding.store.read, email)
  // Somebody may have tried the new address by a mailed code first; that account has nothing to lose.
  const isOthers =
    holder !== null && holder !== accountId && !(await isEmptyAccount(deciding.store.read, holder))
  if (isOthers || emailKey(email) === formerKey) return
  const seats = await deciding.store.read
    .selectFrom('users')
    .select(['organization_id', 'user_id'])
    .where('account_id', '=', accountId)
    .where('state', 'in', ['active', 'blocked'])
    .execute()
  for (const seat of seats)
    await decideCommand(
      deciding,
      seat.organization_id,
      { actorId: 'sign-in', userId: seat.user_id },
      { id: newId('command'), type: 'identity.follow-address', args: { userId: seat.user_id, email } },
      {
        decide: (_command, now) => followAddress(seat.user_id, formerKey, email, now),
        words: () => `Their Google account has a new address: ${email}`,
      },
    )
  await deciding.store.write((tx) =>
    moveToAddress(tx, identity, { accountId, formerKey }, isoNow(deciding.clock)),
  )
}
