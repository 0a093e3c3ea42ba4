import { isoNow } from '../clock.ts'
import { decideCommand } from '../decide/decide-command.ts'
import type { Deciding } from '../decide/ports.ts'
import { askWho } from '../../shared/domain/sign-in/ask-who.ts'
import type { IdentityClaim } from '../../shared/domain/model/sign-in.ts'
import { newId } from '../new-id.ts'
import { toSignIn } from '../store/rows/sign-in.ts'
import type { Db } from '../store/store.ts'
import { emailKey } from '../../shared/domain/model/email.ts'
import { accountOfIdentity, type AddressedIdentity } from './identities.ts'

interface Seat {
  organizationId: string
  userId: string
}

/**
 * Asks the Admins of everybody who has this identity's address, or whose account had it so far, whether they are the same
 * person (INV-11). Who was asked already is not asked again; whom an Admin called somebody else never is. Returns whether
 * an answer is still open.
 */
export async function askAboutIdentity(
  deciding: Deciding,
  identity: AddressedIdentity,
  formerAccountId: string | null,
): Promise<boolean> {
  let isOpen = false
  for (const seat of await seatsOf(deciding.store.read, identity, formerAccountId)) {
    const claim = await claimIn(deciding, seat, identity)
    if (claim === 'dismissed') continue
    isOpen = true
    if (claim === 'asked') continue
    await decideCommand(
      deciding,
      seat.organizationId,
      { actorId: 'sign-in', userId: null },
      { id: newId('command'), type: 'identity.ask', args: { userId: seat.userId } },
      {
        decide: (_command, now) => askWho(seat.userId, claim, now),
        words: () => `Another Google account signed in as ${identity.email}`,
      },
    )
  }
  return isOpen
}

/** Where somebody else's account sits with this address, or the former account of it. */
async function seatsOf(db: Db, identity: AddressedIdentity, formerAccountId: string | null): Promise<Seat[]> {
  const own = (await accountOfIdentity(db, identity))?.accountId ?? ''
  const rows = await db
    .selectFrom('users')
    .select(['organization_id', 'user_id'])
    .where('state', 'in', ['active', 'blocked'])
    .where('account_id', 'is not', null)
    .where('account_id', '<>', own)
    .where((or) =>
      or.or([or('email_key', '=', emailKey(identity.email)), or('account_id', '=', formerAccountId ?? '')]),
    )
    .execute()
  return rows.map((row) => ({ organizationId: row.organization_id, userId: row.user_id }))
}

/** The claim to ask about; written down first, so that the answer can be carried out. */
async function claimIn(
  { store, clock }: Deciding,
  { organizationId, userId }: Seat,
  { issuer, subject, email, name }: AddressedIdentity,
): Promise<IdentityClaim | 'asked' | 'dismissed'> {
  const askedAt = isoNow(clock)
  return store.write(async (tx) => {
    const row = await tx
      .selectFrom('identity_claims')
      .select(['claim_id', 'dismissed_at'])
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst()
    if (row?.dismissed_at) return 'dismissed'
    const signIn = await tx
      .selectFrom('sign_ins')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .executeTakeFirst()
    if (row && signIn && toSignIn(signIn).claim?.id === row.claim_id) return 'asked'
    const claim = { id: row?.claim_id ?? newId('claim'), email, name, askedAt }
    if (!row)
      await tx
        .insertInto('identity_claims')
        .values({
          organization_id: organizationId,
          claim_id: claim.id,
          user_id: userId,
          issuer,
          subject,
          email,
          name,
          created_at: askedAt,
          dismissed_at: null,
        })
        .execute()
    return claim
  })
}
