import { z } from 'zod'
import { idSchema } from '../model/id.ts'
import type { Standing } from './actor.ts'
import type { Decision } from './decision.ts'
import type { Asking } from './question.ts'

/** No command's arguments come near it; what looks at them all calls itself, and would run out of stack. */
const MOST_DEPTH = 16

/** Looks level by level, so that its own stack does not grow. */
function isWithinDepth(value: unknown, depth: number): boolean {
  let level: unknown[] = [value]
  for (let left = depth; left >= 0; left--) {
    level = level.flatMap((part) => (part !== null && typeof part === 'object' ? Object.values(part) : []))
    if (level.length === 0) return true
  }
  return false
}

/** What crosses the wire and lies in the outbox. */
export const commandSchema = z.strictObject({
  id: idSchema('command'),
  type: z.string().max(60),
  args: z.unknown().refine((args) => isWithinDepth(args, MOST_DEPTH), 'nested too deeply'),
})
export type Command = { id: string; type: string; args: unknown }

export interface Context {
  /** Who acts, with today's rights; only active users get here. */
  actor: Standing
  /** ISO moment of the decision. */
  now: string
}

/** Names for sentences: a person, a workspace, a folder by id; a readable substitute when unknown. */
export type NameOf = (id: string) => string

/** One command: its arguments, its decision, and its words for the list of what is waiting (SYNC-2) and the history. */
export interface CommandDefinition<Args> {
  /** `noun.verb`; never renamed once shipped, since outboxes and histories hold it. */
  type: string
  args: z.ZodType<Args>
  decide(args: Args, context: Context): Asking<Decision>
  /** "Invite bob@example.com" */
  words(args: Args, nameOf: NameOf): string
}

export const defineCommand = <Args>(definition: CommandDefinition<Args>): CommandDefinition<Args> =>
  definition
