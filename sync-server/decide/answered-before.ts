import { type Refusal, refuse } from '../../shared/domain/decide/decision.ts'
import type { CommandAnswer } from '../../shared/protocol/http.ts'
import { insertEach } from '../store/insert-each.ts'
import type { Tx } from '../store/store.ts'

export interface CommandKey {
  organizationId: string
  /** The user, or the account, or `system`: ids of commands are each sender's own. */
  actorId: string
  commandId: string
  argumentsHash: string
}

/** What was answered when the same sender sent this command before (DESIGN §2.4); a refusal when its id was used for another. */
export async function answeredBefore(tx: Tx, key: CommandKey): Promise<CommandAnswer | Refusal | null> {
  const row = await tx
    .selectFrom('commands')
    .select(['arguments_hash', 'answer'])
    .where('organization_id', '=', key.organizationId)
    .where('actor_id', '=', key.actorId)
    .where('command_id', '=', key.commandId)
    .executeTakeFirst()
  if (!row) return null
  if (row.arguments_hash !== key.argumentsHash)
    return refuse('id-used', 'This change was sent before with other contents. Make it again.')
  return JSON.parse(row.answer) as CommandAnswer
}

export async function keepAnswer(tx: Tx, key: CommandKey, answer: CommandAnswer, now: string): Promise<void> {
  await insertEach(tx, 'commands', [
    {
      organization_id: key.organizationId,
      actor_id: key.actorId,
      command_id: key.commandId,
      arguments_hash: key.argumentsHash,
      answer: JSON.stringify(answer),
      decided_at: now,
    },
  ])
}
