import { z } from 'zod'
import { idSchema } from '../model/id.ts'
import type { Standing } from './actor.ts'
import type { Decision } from './decision.ts'
import type { Asking } from './question.ts'

/** What crosses the wire and lies in the outbox. */
export const commandSchema = z.strictObject({
  id: idSchema('command'),
  type: z.string().max(60),
  args: z.unknown(),
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
