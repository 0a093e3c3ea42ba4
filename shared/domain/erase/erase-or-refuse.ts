import { type Standing, standingOf } from '../decide/actor.ts'
import type { Change } from '../decide/change.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { can } from '../policy/can.ts'
import { eraseUser } from './erase-user.ts'

/**
 * Erases somebody's personal data as this actor, or says what stands against it (LIFE-6): a right that is missing or was
 * lost since it was planned, a person who is not deactivated, something that is still theirs. `unassign`: it was looked
 * at, and nobody looks after it for now.
 */
export function* eraseOrRefuse(
  actor: Standing | null,
  { userId, unassign }: { userId: string; unassign: boolean },
  now: string,
): Asking<Change[] | Refusal> {
  if (actor?.user.state !== 'active')
    return refuse('not-active', 'Whoever planned this has no access any more. An Admin can still do it.')
  const user = yield* standingOf(userId)
  if (!user) return refuse('no-user', 'This person is not here any more.')
  const refusal = can(actor, 'erase', { user })
  if (refusal) return refusal
  if (user.user.state === 'erased')
    return refuse('already-erased', 'Their personal data were erased already.')
  if (user.user.state !== 'deactivated')
    return refuse(
      'not-deactivated',
      'Only the personal data of somebody deactivated can be erased. Deactivate them first: that asks what becomes of their items.',
    )
  if (user.isAccountOwner)
    return refuse('account-owner', 'This is the account owner. Give the ownership to another Admin first.')
  const open = yield* ask('openHandoversOf', { userId })
  if (open.length > 0)
    return refuse(
      'handover-waits',
      'A handover or a change of address of this person is under way. Call it off first.',
    )
  const held = yield* ask('portfoliosHeldBy', { userId })
  if (held.length > 0 && !unassign)
    return refuse(
      'still-theirs',
      'They still look after items. Hand these over first, or say that nobody looks after them for now.',
    )
  return yield* eraseUser(user, now)
}
