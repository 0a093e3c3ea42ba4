import type { Standing } from '../decide/actor.ts'
import { standingOf } from '../decide/actor.ts'
import { type Change, create, put } from '../decide/change.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { emailDomain, emailKey, typedDomain } from '../model/email.ts'
import { OWNER_HOURS, type Switch, UNDO_DAYS } from '../model/handover.ts'
import { type Invitation, newInvitation } from '../model/invitation.ts'
import { named } from '../model/profile.ts'
import { can } from '../policy/can.ts'
import { summed } from './run.ts'
import { undoUntil } from './undo.ts'

/** What stands against this new address (HAND-21, HAND-22). */
export function* refusedAddress(
  actor: Standing,
  user: Standing,
  email: string,
  again: string | undefined,
): Asking<Refusal | null> {
  const key = emailKey(email)
  if (key === user.user.emailKey) return refuse('same-address', 'This is the address they have already.')
  const taken = yield* takenByAnother(
    actor,
    user,
    email,
    'If both are the same person, an Admin can make the two users one.',
  )
  if (taken) return taken
  if (
    !(yield* ask('domainKnown', { domain: emailDomain(email) })) &&
    (again === undefined || emailKey(again) !== key)
  )
    return refuse(
      'confirm-domain',
      `Nobody here has an address at ${typedDomain(email)} yet. Type the address a second time.`,
    )
  return null
}

/** Has somebody else the address by now, or is invited with it? `next` says what to do then. */
export function* takenByAnother(
  actor: Standing,
  user: Standing,
  email: string,
  next: string,
): Asking<Refusal | null> {
  const other = yield* ask('userByEmail', { emailKey: emailKey(email) })
  if (!other || other.id === user.user.id) return null
  // Everybody may ask for an address of their own; only who sees all people learns whose it is (ROLE-2).
  const mayName = can(actor, 'see users') === null
  return refuse(
    'address-taken',
    `${email} belongs to another person here already${mayName && other.name ? ` (${other.name})` : ''}. ${next}`,
  )
}

/** The switch waits for the new address, which is invited; the old one is told at once and may object (HAND-22). */
export function openSwitch(
  handover: Switch,
  approver: Standing,
  invitationId: string,
  now: string,
): [row: Switch, ...rest: Change[]] {
  const { id: handoverId, userId, newEmail } = handover
  const invitation = newInvitation(
    { id: invitationId, userId, purpose: 'switch', handoverId, email: newEmail, invitedBy: approver.user.id },
    now,
  )
  return [
    { ...handover, state: 'waiting', approvedBy: approver.user.id, invitationId },
    create('invitation', invitation),
    { effect: 'mail', mail: 'switch-invitation', userId, address: newEmail, invitationId, handoverId },
    { effect: 'mail', mail: 'switch-started', userId, address: handover.oldEmail, handoverId },
  ]
}

/** All other Admins, and the addresses the owner had before, are told of a change that another Admin started (ROLE-9). */
export function* tellOfOwner(handover: Switch, owner: Standing, starter: Standing): Asking<Change[]> {
  const admins = yield* ask('activeAdmins', {})
  const about = { handoverId: handover.id }
  return [
    ...admins
      .filter((id) => id !== owner.user.id && id !== starter.user.id)
      .map((userId): Change => ({ effect: 'mail', mail: 'switch-of-owner', userId, ...about })),
    ...owner.user.formerly.map((address): Change => ({
      effect: 'mail',
      mail: 'switch-started',
      userId: owner.user.id,
      address,
      ...about,
    })),
  ]
}

const momentInWords = (iso: string): string =>
  `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso))} UTC`

/**
 * The new address accepts: the account in the user is replaced, and nothing else changes (HAND-2). Where the account that
 * sits there already has proven the new address, only the address changes.
 */
export function* finishSwitch(
  invitation: Invitation,
  accountId: string,
  now: string,
): Asking<Change[] | Refusal> {
  const handover = invitation.handoverId ? yield* ask('handover', { id: invitation.handoverId }) : null
  const user = yield* standingOf(invitation.userId)
  if (handover?.kind !== 'switch' || handover.state !== 'waiting' || !user)
    return refuse('revoked', 'This change of address was called off.')
  if (user.user.state !== 'active' && user.user.state !== 'blocked')
    return refuse('revoked', 'The person this address was meant for has left. Ask an Admin.')
  if (handover.notBefore && now < handover.notBefore)
    return refuse(
      'owner-may-object',
      `This is the address of the account owner, who may object until ${momentInWords(handover.notBefore)}. Accept it after that, with the same link.`,
    )
  if (user.isAccountOwner && handover.startedBy !== user.user.id && !handover.notBefore)
    return refuse(
      'account-owner',
      'This person owns the account since. Ask an Admin to start it again, so that all Admins are told.',
    )
  const approver = handover.approvedBy ? yield* standingOf(handover.approvedBy) : null
  const refusal = approver ? can(approver, 'switch account', { user }) : refuse('not-active', '')
  if (refusal)
    return refuse(
      'inviter-lost-right',
      'Whoever started this may not do so any more. Ask an Admin to start it again.',
    )
  // While the invitation had expired anybody could be invited with its address.
  const taken = yield* takenByAnother(user, user, handover.newEmail, 'Ask an Admin.')
  if (taken) return taken
  const kept = yield* keptBy(user.user.id)
  const { newEmail, oldEmail, id: handoverId } = handover
  const userId = user.user.id
  const sameAccount = (yield* ask('accountOfUser', { userId })) === accountId
  return [
    put('user', {
      ...named(user.user, handover.newName),
      email: newEmail,
      emailKey: emailKey(newEmail),
      formerly: [...user.user.formerly.filter((old) => emailKey(old) !== emailKey(newEmail)), oldEmail],
    }),
    put('invitation', { ...invitation, state: 'accepted' }),
    put('handover', { ...handover, state: 'done', doneAt: now, kept, ...(sameAccount && { sameAccount }) }),
    ...(sameAccount
      ? []
      : ([
          { effect: 'sit', userId, accountId, handoverId },
          { effect: 'close-sockets', userId, why: 'switched' },
        ] satisfies Change[])),
    { effect: 'mail', mail: 'switch-done', userId, address: oldEmail, handoverId },
    { effect: 'mail', mail: 'switch-done', userId, address: newEmail, handoverId },
  ]
}

/** What stays with the person, counted now. */
export function* keptBy(userId: string): Asking<Switch['kept']> {
  const held = yield* ask('portfoliosHeldBy', { userId })
  return summed(yield* ask('itemCounts', { portfolioIds: held.map((p) => p.id) }))
}

/** Reverses a switch within 30 days: the address and the account are the old ones again (HAND-22). */
export function* undoSwitch(handover: Switch, actor: Standing, now: string): Asking<Change[] | Refusal> {
  const until = undoUntil(handover)
  if (handover.state !== 'done' || until === null)
    return refuse('not-done', 'Only a finished change of address can be undone.')
  if (now >= until)
    return refuse(
      'undo-ended',
      `It could be undone for ${UNDO_DAYS} days. Change the address once more instead.`,
    )
  const user = yield* standingOf(handover.userId)
  if (!user || user.user.state === 'erased') return refuse('no-user', 'This person is not here any more.')
  const refusal = can(actor, 'switch account', { user })
  if (refusal) return refusal
  // Back means to an account that an Admin may hold by now: its mailbox, or the domain's. What another Admin did, with 72
  // hours' notice, may be taken back at once; what the owner did themself only by them.
  if (user.isAccountOwner && user.user.id !== actor.user.id && !handover.notBefore)
    return refuse(
      'account-owner',
      `This is the account owner, and only they take it back at once. Change the address instead: it counts ${OWNER_HOURS} hours after all Admins were told.`,
    )
  if (user.user.emailKey !== emailKey(handover.newEmail))
    return refuse('undo-later-first', 'The address was changed again since. Undo that first.')
  const taken = yield* ask('userByEmail', { emailKey: emailKey(handover.oldEmail) })
  if (taken && taken.id !== user.user.id)
    return refuse('address-taken', `${handover.oldEmail} belongs to another person here by now.`)
  const userId = user.user.id
  const formerly = user.user.formerly.filter((old) => emailKey(old) !== emailKey(handover.oldEmail))
  return [
    put('user', {
      ...(user.user.name === handover.newName ? named(user.user, handover.oldName) : user.user),
      email: handover.oldEmail,
      emailKey: emailKey(handover.oldEmail),
      formerly,
    }),
    put('handover', { ...handover, state: 'undone', endedBy: actor.user.id }),
    ...(handover.sameAccount
      ? []
      : ([
          { effect: 'sit-again', userId, handoverId: handover.id },
          { effect: 'close-sockets', userId, why: 'switched' },
        ] satisfies Change[])),
    { effect: 'mail', mail: 'switch-done', userId, address: handover.oldEmail, handoverId: handover.id },
    { effect: 'mail', mail: 'switch-done', userId, address: handover.newEmail, handoverId: handover.id },
  ]
}
