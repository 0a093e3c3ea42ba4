import { decide, definitionOf, wordsFor } from '../../shared/domain/decide/decide.ts'
import { type Decision, type Refusal, refuse } from '../../shared/domain/decide/decision.ts'
import { type Asking, ask } from '../../shared/domain/decide/question.ts'
import { type Standing, standingOf } from '../../shared/domain/decide/actor.ts'
import type { Portfolio } from '../../shared/domain/model/portfolio.ts'
import type { Command } from '../../shared/domain/decide/command.ts'
import type { DecideQuarantineAnswer } from '../../shared/protocol/quarantine.ts'
import { isoNow } from '../clock.ts'
import { decideCommand } from '../decide/decide-command.ts'
import type { Deciding } from '../decide/ports.ts'
import { isOnesOwn } from './ones-own.ts'

/**
 * Carries out changes that waited in the quarantine, in their order and in this Admin's name, or puts them aside, or takes
 * that back. What is refused stays, with the reason. Once more after a crash: the ids are those of the commands, so nothing
 * happens twice.
 */
export async function decideQuarantine(
  deciding: Deciding,
  organizationId: string,
  adminId: string,
  ids: string[],
  decision: 'accept' | 'discard' | 'keep',
): Promise<DecideQuarantineAnswer> {
  const refused: DecideQuarantineAnswer['refused'] = []
  if (decision !== 'accept') {
    const discardedAt = decision === 'discard' ? isoNow(deciding.clock) : null
    await deciding.store.write(async (tx) => {
      await tx
        .updateTable('quarantine')
        .set({ discarded_at: discardedAt })
        .where('organization_id', '=', organizationId)
        .where('id', 'in', ids)
        .execute()
    })
    return { refused }
  }
  const rows = await deciding.store.read
    .selectFrom('quarantine')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', 'in', ids)
    .where('discarded_at', 'is', null)
    .orderBy('user_id')
    .orderBy('position')
    .execute()
  for (const { id, user_id: userId, command: json } of rows) {
    const command: Command = { id, ...(JSON.parse(json) as Omit<Command, 'id'>) }
    const answer = await carryOut(deciding, organizationId, adminId, userId, command)
    if (answer.status === 'refused') refused.push({ id, message: answer.message })
    else
      await deciding.store.write(async (tx) => {
        await tx
          .deleteFrom('quarantine')
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .execute()
      })
  }
  return { refused }
}

const carryOut = (
  deciding: Deciding,
  organizationId: string,
  adminId: string,
  userId: string,
  command: Command,
) =>
  decideCommand(deciding, organizationId, { actorId: adminId, userId: adminId, behalfOf: userId }, command, {
    decide: (real, now) => decideFor(userId, adminId, real, now),
    words: wordsFor,
  })

/** Whoever had the device could write whatever they liked into it: an Admin's yes must not do what they never might. */
function* decideFor(userId: string, adminId: string, command: Command, now: string): Asking<Decision> {
  const refusal = isOnesOwn(command.type) ? NOT_THEIRS : yield* asThemself(userId, command, now)
  return refusal ?? (yield* decide(command, { kind: 'user', userId: adminId }, now))
}

function* asThemself(userId: string, command: Command, now: string): Asking<Refusal | null> {
  const standing = yield* standingOf(userId)
  const definition = definitionOf(command.type)
  const args = definition?.args.safeParse(command.args)
  if (!standing || !definition || !args?.success) return NOT_THEIRS
  const isOwner = yield* ask('isAccountOwner', { userId })
  const actor = { ...asTheyWere(standing), isAccountOwner: isOwner }
  const decision = yield* asHolder(userId, definition.decide(args.data, { actor, now }))
  return decision.status === 'refused' && FORBIDDEN.has(decision.code) ? NOT_THEIRS : null
}
const NOT_THEIRS = refuse('not-allowed', 'They were not allowed to do this themself. Discard it.')
const FORBIDDEN = new Set([
  'not-allowed',
  'not-yourself',
  'not-asked',
  'not-active',
  'account-owner',
  'hidden',
])

/** With access, and in the workspaces they were put out of since. */
function asTheyWere({ user, memberships, ...standing }: Standing): Standing {
  const left = user.putOut
    .filter(({ workspaceId }) => !memberships.some((now) => now.workspaceId === workspaceId))
    .map(({ workspaceId, level, restrictions }) => ({ userId: user.id, workspaceId, level, restrictions }))
  return { ...standing, user: { ...user, state: 'active' }, memberships: [...memberships, ...left] }
}

/** What they looked after was given to others when they left; they changed it when it was still theirs. */
function* asHolder<T>(userId: string, asking: Asking<T>): Asking<T> {
  let step = asking.next()
  while (!step.done) {
    const { kind } = step.value
    const answer = yield step.value
    step = asking.next(kind === 'portfolio' ? stillTheirs(answer as Portfolio | null, userId) : answer)
  }
  return step.value
}

function stillTheirs(portfolio: Portfolio | null, userId: string): Portfolio | null {
  const last = portfolio?.holdings.findLast(({ holder }) => holder === userId)
  return portfolio && last ? { ...portfolio, holdings: [...portfolio.holdings, last] } : portfolio
}
