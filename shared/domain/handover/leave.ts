import type { Standing } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { voidRequests } from '../request/void-requests.ts'
import { passOnInvitations } from './pass-on-invitations.ts'

/** Somebody leaves and nobody takes over now: their items become unassigned, findable as "left by …" (LIFE-2). */
export function* leave({ user }: Standing, actor: Standing, now: string): Asking<Change[] | Refusal> {
  const userId = user.id
  const held = yield* ask('portfoliosHeldBy', { userId })
  const open = yield* ask('openHandoversOf', { userId })
  if (open.length > 0)
    return refuse(
      'handover-waits',
      'A handover or a change of address of this person is under way. Call it off first.',
    )
  return [
    ...held.map((portfolio) =>
      put('portfolio', {
        ...portfolio,
        holdings: [...portfolio.holdings, { holder: null, handoverId: null, since: now }],
      }),
    ),
    ...(yield* passOnInvitations(userId, actor.user.id)),
    ...(yield* voidRequests(userId)),
    put('user', { ...user, state: 'deactivated', leftAt: now }),
    { effect: 'close-sockets', userId, why: 'deactivated' },
    { effect: 'mail', mail: 'access-ended', userId },
  ]
}
