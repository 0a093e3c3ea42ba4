import { type Standing, standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { accept, type Decision, type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { type Handover, OWNER_HOURS, type Switch } from '../model/handover.ts'
import { CLAIM_DAYS, type Organization } from '../model/organization.ts'
import { daysAfter, hoursAfter } from '../model/time.ts'
import { can } from '../policy/can.ts'
import { countsAsAdmin } from '../policy/column.ts'
import { callOff } from './call-off.ts'
import { leave } from './leave.ts'

export type Claimed = Organization & { ownerClaim: NonNullable<Organization['ownerClaim']> }

/** Is an Admin about to become account owner? A claim that nobody carried out in time counts no more. */
export const isClaimed = (organization: Organization | null, now: string): organization is Claimed =>
  organization?.ownerClaim !== undefined && now < daysAfter(organization.ownerClaim.at, CLAIM_DAYS)

/** Without the claim, whatever came of it. */
export function unclaimed({ ownerClaim: _, ...organization }: Organization): Organization {
  return organization
}

/** An Admin says that the account owner is gone: all Admins and all of the owner's addresses are told, and 72 hours begin. */
export function* claim(actor: Standing, now: string): Asking<Decision> {
  const organization = yield* ask('organization', {})
  if (!organization) return refuse('no-organization', 'This organization is gone.')
  const owner = yield* standingOf(organization.ownerUserId)
  if (!owner) return refuse('no-user', 'There is no account owner. Ask whoever runs this server.')
  const refusal = mayClaim(actor, owner)
  if (refusal) return refusal
  if (isClaimed(organization, now))
    return refuse('claim-waits', 'Somebody is taking over the account already. Any Admin can stop that.')
  const ownerClaim = { by: actor.user.id, at: hoursAfter(now, OWNER_HOURS) }
  return accept([
    put('organization', { ...organization, ownerClaim }),
    ...(yield* tell('owner-claimed', owner)),
  ])
}

const mayClaim = (actor: Standing, owner: Standing): Refusal | null =>
  can(actor, 'block, deactivate, restore', { user: owner }) ??
  (countsAsAdmin(actor.user) ? null : refuse('not-an-admin', 'The account owner is always an Admin.'))

/** The owner objects, or an Admin stops it: the owner stays. `organization` has a claim. */
export function* dropClaim(organization: Claimed): Asking<Decision> {
  const owner = yield* standingOf(organization.ownerUserId)
  return accept([
    put('organization', unclaimed(organization)),
    ...(owner ? yield* tell('owner-claim-dropped', owner) : []),
  ])
}

/**
 * Whoever owns the account says that they are there, blocked or not: nobody takes it over, and no address that another Admin
 * chose, nor another Google account, becomes theirs. Else an Admin who blocks them first could wait for the 72 hours undisturbed. `ownerUserId`: who owned
 * it when that was said.
 */
export function* objectAsOwner(ownerUserId: string, now: string): Asking<Decision> {
  const organization = yield* ask('organization', {})
  const changes: Change[] = []
  if (organization?.ownerUserId === ownerUserId) {
    for (const handover of yield* ask('openHandoversOf', { userId: ownerUserId }))
      if (isOfOwnerByAnother(handover)) changes.push(...(yield* callOff(handover, ownerUserId)))
    const signIn = yield* ask('signIn', { userId: ownerUserId })
    // Not for ever: who comes with that account again is asked about again, and the hours begin anew.
    if (signIn?.claim) changes.push(put('signIn', { ...signIn, claim: null }))
    if (isClaimed(organization, now)) {
      const dropped = yield* dropClaim(organization)
      if (dropped.status === 'refused') return dropped
      changes.push(...dropped.changes)
    }
  }
  return changes.length > 0
    ? accept(changes)
    : refuse('not-waiting', 'Nobody is taking over the account any more.')
}

/** A change of the owner's address that another Admin started, and that the owner may object to. */
export const isOfOwnerByAnother = (handover: Handover): handover is Switch & { notBefore: string } =>
  handover.kind === 'switch' && handover.state === 'waiting' && handover.notBefore !== undefined

/** The 72 hours are over: in one step the owner is deactivated, and whoever said so owns the account. */
export function* takeOver(actor: Standing, now: string): Asking<Decision> {
  const organization = yield* ask('organization', {})
  if (!isClaimed(organization, now) || organization.ownerClaim.by !== actor.user.id)
    return refuse(
      'not-claimed',
      'Say first that the account owner is gone, so that they and all Admins are told and can object.',
    )
  const { at } = organization.ownerClaim
  if (now < at)
    return refuse(
      'owner-may-object',
      `The account owner may object for ${OWNER_HOURS} hours. Come back then.`,
    )
  const owner = yield* standingOf(organization.ownerUserId)
  if (!owner) return refuse('no-user', 'There is no account owner. Ask whoever runs this server.')
  const refusal = mayClaim(actor, owner)
  if (refusal) return refusal
  const left = yield* leave(owner, actor, now)
  if ('status' in left) return left
  return accept([
    put('organization', { ...unclaimed(organization), ownerUserId: actor.user.id }),
    ...left,
    ...(yield* tell('ownership-passed', owner)),
  ])
}

/** To all active Admins, and to the owner at every address they have or had. */
export function* tell(
  mail: 'owner-claimed' | 'owner-claim-dropped' | 'ownership-passed',
  owner: Standing,
): Asking<Change[]> {
  const admins = yield* ask('activeAdmins', {})
  const aboutUserId = owner.user.id
  const { email, formerly } = owner.user
  return [
    ...admins
      .filter((userId) => userId !== owner.user.id)
      .map((userId): Change => ({ effect: 'mail', mail, userId, aboutUserId })),
    ...[email, ...formerly].map((address): Change => ({
      effect: 'mail',
      mail,
      userId: owner.user.id,
      aboutUserId,
      address,
    })),
  ]
}
