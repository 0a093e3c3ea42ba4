import type { Command } from '../../shared/domain/decide/command.ts'
import { wordsFor } from '../../shared/domain/decide/decide.ts'
import type { CommandAnswer } from '../../shared/protocol/http.ts'
import { decideUserCommand } from './decide-command.ts'
import { idsIn } from './ids-in.ts'
import { takenIds } from './known-ids.ts'
import type { Deciding } from './ports.ts'

/**
 * Decides a device's commands one after the other (DESIGN §2.3). What depends on a refused one, because it names an id that
 * the refused one would have made, is refused too, with that one's reason: on its own it would only say "not known".
 */
export async function decideBatch(
  deciding: Deciding,
  organizationId: string,
  userId: string,
  commands: Command[],
): Promise<CommandAnswer[]> {
  const answers: CommandAnswer[] = []
  const neverMade = new Map<string, { words: string; message: string }>()
  for (const command of commands) {
    const ids = idsIn(command.args)
    const missing = ids.map((id) => neverMade.get(id)).find((reason) => reason !== undefined)
    const answer: CommandAnswer = missing
      ? {
          id: command.id,
          status: 'refused',
          code: 'depends-on-refused',
          message: `This needs “${missing.words}”, which was refused: ${missing.message}`,
        }
      : await decideUserCommand(deciding, organizationId, userId, command)
    answers.push(answer)
    if (answer.status === 'refused') {
      const reason = missing ?? { words: wordsFor(command, () => 'somebody'), message: answer.message }
      const known = await takenIds(deciding.store.read, organizationId, ids)
      for (const id of ids) if (!known.has(id)) neverMade.set(id, reason)
    }
  }
  return answers
}
