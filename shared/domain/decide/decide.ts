import type { z } from 'zod'
import { commands } from '../commands/registry.ts'
import { requestConfirm } from '../commands/request-confirm.ts'
import { requestMake } from '../commands/request-make.ts'
import { keepsToSubscription } from '../billing/still-done.ts'
import type { Asked } from '../model/request.ts'
import { keepRequestsFrom } from '../request/keep-from.ts'
import { type Actor, standingOf } from './actor.ts'
import type { Command, CommandDefinition, NameOf } from './command.ts'
import type { Change } from './change.ts'
import { type Decision, type DeviceDecision, refuse } from './decision.ts'
import { sharedIsNoAdmin } from '../policy/shared-account.ts'
import { type Asking, type Question, runWithWhatIsKnown, UNKNOWN } from './question.ts'

/** A change that somebody asks for is decided in the name of others (ROLE-15), so these two need `decide` itself. */
const requests: Record<string, CommandDefinition<never>> = Object.fromEntries(
  [requestMake(decideAs, wordsOf), requestConfirm(decideAs, wordsOf)].map((definition) => [
    definition.type,
    definition as CommandDefinition<never>,
  ]),
)

/** The definition of a command type, or null. */
export const definitionOf = (type: string): CommandDefinition<unknown> | null =>
  (Object.hasOwn(commands, type) ? commands[type] : Object.hasOwn(requests, type) ? requests[type] : null) ??
  null

function* decideAs(command: Asked, userId: string, now: string): Asking<Decision> {
  return yield* decide({ id: '', ...command }, { kind: 'user', userId }, now)
}

/** What becomes of requests when somebody’s rights are others (`keep-from.ts`), at `now` (ISO). */
export const requestsAfterRights = (userId: string, now: string): Asking<Change[]> =>
  keepRequestsFrom(userId, now, decideAs)

function wordsOf(command: Asked, nameOf: NameOf): string {
  return wordsFor({ id: '', ...command }, nameOf)
}

/**
 * Decides one command of one user with today's rights (DESIGN §2). The same function on the server and on a device.
 * `now` is ISO. Refusals of bad input name the argument at fault.
 */
export function* decide(command: Command, actor: Actor & { kind: 'user' }, now: string): Asking<Decision> {
  const definition = definitionOf(command.type)
  if (!definition) return refuse('unknown-command', `There is no command “${command.type.slice(0, 60)}”.`)
  const args = definition.args.safeParse(command.args)
  if (!args.success) return refuse('bad-arguments', `Not understood: ${faultOf(args.error)}`)
  const standing = yield* standingOf(actor.userId)
  if (standing?.user.state !== 'active')
    return refuse('not-active', 'Your access to this organization has ended. Ask an Admin to restore it.')
  const ended = yield* keepsToSubscription(command.type, now)
  if (ended) return ended
  const decision = yield* definition.decide(args.data, { actor: standing, now })
  return (decision.status === 'accepted' && sharedIsNoAdmin(decision.changes)) || decision
}

/** The device's answer: as the server's, or `later` where the device does not see enough to know. */
export function decideOnDevice(
  command: Command,
  actor: Actor & { kind: 'user' },
  now: string,
  answer: (question: Question) => unknown,
): DeviceDecision {
  const decision = runWithWhatIsKnown(decide(command, actor, now), answer)
  return decision === UNKNOWN ? { status: 'later' } : decision
}

/** The command in words: "Invite bob@example.com". */
export function wordsFor(command: Command, nameOf: NameOf): string {
  const definition = definitionOf(command.type)
  const args = definition?.args.safeParse(command.args)
  return definition && args?.success ? definition.words(args.data, nameOf) : `A change (${command.type})`
}

/** The first fault of an argument check as "path: what is wrong". */
export function faultOf(error: z.ZodError): string {
  const [issue] = error.issues
  return issue ? `${issue.path.join('.') || 'arguments'}: ${issue.message}` : 'arguments'
}
