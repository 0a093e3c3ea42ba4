import { randomBytes } from 'node:crypto'
import type { Effect } from '../../shared/domain/decide/change.ts'
import { readPhoto } from '../../shared/domain/model/photo.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { carryOutClaim, dismissClaim } from '../auth/claim-outcome.ts'
import { addJob, addMailJob } from '../jobs/add-job.ts'
import type { Tx } from '../store/store.ts'
import type { RightsWatch } from './ports.ts'

/**
 * Carries out what a decision wants beside rows, in the same transaction. Returns what to do after the commit.
 */
export async function carryOut(
  tx: Tx,
  organizationId: string,
  effects: Effect[],
  now: string,
): Promise<((sockets: RightsWatch) => void)[]> {
  const afterwards: ((sockets: RightsWatch) => void)[] = []
  for (const effect of effects)
    switch (effect.effect) {
      case 'mail': {
        const { effect: _, ...data } = effect
        const tokenNonce = data.invitationId && (await newToken(tx, organizationId, data.invitationId))
        await addMailJob(
          tx,
          organizationId,
          { organizationId, ...data, ...(tokenNonce && { tokenNonce }) },
          now,
        )
        break
      }
      case 'recognise':
        await carryOutClaim(tx, organizationId, effect, now)
        break
      case 'dismiss-claim':
        await dismissClaim(tx, organizationId, effect.claimId, now)
        break
      case 'sit':
        await sit(tx, organizationId, effect)
        break
      case 'sit-again':
        await sitAgain(tx, organizationId, effect)
        break
      case 'keep-photo':
        await keepPhoto(tx, organizationId, effect)
        break
      case 'begin-later':
        await addJob(tx, organizationId, 'switch', { handoverId: effect.handoverId }, now, effect.at)
        break
      case 'erase-later':
        await addJob(tx, organizationId, 'erase', { handoverId: effect.handoverId }, now, effect.at)
        break
      case 'write-record':
        // By whoever knows who writes (write-records.ts).
        break
      case 'erase':
        // Follows when the documents are written (write-changes.ts).
        break
      case 'close-sockets':
        afterwards.push((sockets) => sockets.closeUser(organizationId, effect.userId, CLOSE.sessionEnded))
    }
  return afterwards
}

/** INV-3: with each mail the link's token is another one, and the earlier link is dead. */
async function newToken(tx: Tx, organizationId: string, invitationId: string): Promise<string> {
  const nonce = randomBytes(16).toString('base64url')
  await tx
    .updateTable('invitations')
    .set({ token_nonce: nonce })
    .where('organization_id', '=', organizationId)
    .where('invitation_id', '=', invitationId)
    .execute()
  return nonce
}

/** One that is there already is the same, sent twice; whose id it was first, theirs it stays. */
async function keepPhoto(
  tx: Tx,
  organizationId: string,
  { userId, photoId, image, before }: Effect & { effect: 'keep-photo' },
): Promise<void> {
  await tx
    .deleteFrom('photos')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .where('photo_id', 'not in', before === null ? [photoId] : [photoId, before])
    .execute()
  const bytes = readPhoto(image)
  if (!bytes) throw new Error('a photo that the command should have refused')
  await tx
    .insertInto('photos')
    .values({
      organization_id: organizationId,
      photo_id: photoId,
      user_id: userId,
      image: Buffer.from(bytes).toString('base64'),
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'photo_id']).doNothing())
    .execute()
}

async function sit(
  tx: Tx,
  organizationId: string,
  { userId, accountId, handoverId }: Effect & { effect: 'sit' },
): Promise<void> {
  const user = await tx
    .selectFrom('users')
    .select(['account_id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  if (handoverId)
    await tx
      .insertInto('sat_before')
      .values({
        organization_id: organizationId,
        handover_id: handoverId,
        user_id: userId,
        account_id: user.account_id,
      })
      .execute()
  await seat(tx, organizationId, userId, accountId)
  // An account has no name of its own until it is somebody somewhere.
  await tx
    .updateTable('accounts')
    .set({ name: user.name })
    .where('account_id', '=', accountId)
    .where('name', '=', '')
    .execute()
}

async function sitAgain(
  tx: Tx,
  organizationId: string,
  { userId, handoverId }: Effect & { effect: 'sit-again' },
): Promise<void> {
  const before = await tx
    .deleteFrom('sat_before')
    .where('organization_id', '=', organizationId)
    .where('handover_id', '=', handoverId)
    .where('user_id', '=', userId)
    .returning('account_id')
    .executeTakeFirst()
  const accountId = before?.account_id ?? null
  const sitsElsewhere =
    accountId !== null &&
    (await tx
      .selectFrom('users')
      .select('user_id')
      .where('organization_id', '=', organizationId)
      .where('account_id', '=', accountId)
      .where('user_id', '<>', userId)
      .executeTakeFirst())
  // Whoever the account became meanwhile they stay; the user can sign in by address again.
  await seat(tx, organizationId, userId, sitsElsewhere ? null : accountId)
}

const seat = (tx: Tx, organizationId: string, userId: string, accountId: string | null) =>
  tx
    .updateTable('users')
    .set({ account_id: accountId })
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
