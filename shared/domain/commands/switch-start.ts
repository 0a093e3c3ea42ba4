import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { type Change, create } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { inviteNewAddress } from '../handover/begin-switch.ts'
import { refusedAddress } from '../handover/switch.ts'
import { emailKey, emailSchema } from '../model/email.ts'
import type { Switch } from '../model/handover.ts'
import { idSchema } from '../model/id.ts'
import { daysAfter } from '../model/time.ts'
import { personNameSchema } from '../model/user.ts'
import { can } from '../policy/can.ts'
import { needsConfirmedAddress } from '../policy/confirmed-address.ts'

/** Addresses are planned for a move of next months, not for a date that everybody has forgotten when it comes. */
const MOST_DAYS_AHEAD = 366

/**
 * Same person, new address (HAND-2): invites the new address into the user. Anybody may start their own (HAND-18); who may
 * not do it alone gets it `asked`, and an Admin says yes.
 */
export const switchStart = defineCommand({
  type: 'switch.start',
  args: z.strictObject({
    handoverId: idSchema('handover'),
    invitationId: idSchema('invitation'),
    userId: idSchema('user'),
    email: emailSchema,
    /** The address typed once more, where its domain is new to the organization (HAND-22). */
    emailAgain: z.string().max(254).optional(),
    /** The name they have from then on (USR-11). */
    newName: personNameSchema.optional(),
    /** It is one of many (HAND-20), which begin at once or at a moment. */
    batch: z.strictObject({ id: idSchema('batch'), startAt: z.iso.datetime().optional() }).optional(),
  }),
  *decide({ handoverId, invitationId, userId, email, emailAgain, newName, batch }, { actor, now }) {
    const user = yield* standingOf(userId)
    if (!user || (user.user.state !== 'active' && user.user.state !== 'blocked'))
      return refuse(
        'not-active-user',
        'Only the address of somebody who has joined can be changed. Take the invitation back and invite the right address.',
      )
    const refusal = can(actor, 'switch account', { user })
    if (refusal && (userId !== actor.user.id || batch)) return refusal
    if (batch?.startAt && batch.startAt > daysAfter(now, MOST_DAYS_AHEAD))
      return refuse('too-far', `Plan it for a date within the next ${MOST_DAYS_AHEAD} days.`)
    const unconfirmed = yield* needsConfirmedAddress(actor)
    if (unconfirmed) return unconfirmed
    const open = (yield* ask('openHandoversOf', { userId })).find((h) => h.kind === 'switch')
    if (open?.kind === 'switch') {
      if (emailKey(open.newEmail) === emailKey(email))
        return accept([], { aliases: { [handoverId]: open.id } })
      return refuse('switch-running', `A change to ${open.newEmail} is under way already. Call it off first.`)
    }
    const fault = yield* refusedAddress(actor, user, email, emailAgain)
    if (fault) return fault
    const handover: Switch = {
      kind: 'switch',
      id: handoverId,
      state: 'asked',
      startedBy: actor.user.id,
      startedAt: now,
      doneAt: null,
      endedBy: null,
      reasons: [],
      userId,
      oldEmail: user.user.email,
      newEmail: email,
      ...(newName !== undefined && newName !== user.user.name && { newName, oldName: user.user.name }),
      invitationId: null,
      approvedBy: null,
      kept: [],
      ...(batch && { batchId: batch.id }),
    }
    const cause = batch?.id ?? handoverId
    if (refusal) {
      const admins = yield* ask('activeAdmins', {})
      const mails = admins.map((adminId): Change => ({
        effect: 'mail',
        mail: 'switch-asked',
        userId: adminId,
        handoverId,
      }))
      return accept([create('handover', handover), ...mails], { cause: handoverId })
    }
    if (batch?.startAt && batch.startAt > now) {
      const planned: Switch = {
        ...handover,
        state: 'waiting',
        approvedBy: actor.user.id,
        startAt: batch.startAt,
      }
      return accept([create('handover', planned), { effect: 'begin-later', handoverId, at: batch.startAt }], {
        cause,
      })
    }
    const [row, ...rest] = yield* inviteNewAddress(handover, user, actor, invitationId, now)
    return accept([create('handover', row), ...rest], { cause })
  },
  words: ({ userId, email, newName, batch }, nameOf) =>
    `${batch?.startAt ? 'Plan to change' : 'Change'} ${nameOf(userId)}’s address to ${email}${newName ? ` and the name to ${newName}` : ''}`,
})
