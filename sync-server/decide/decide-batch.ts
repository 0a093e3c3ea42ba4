import type { Command } from '../../shared/domain/decide/command.ts'
import { wordsFor } from '../../shared/domain/decide/decide.ts'
import { refuse } from '../../shared/domain/decide/decision.ts'
import type { CommandAnswer } from '../../shared/protocol/http.ts'
import { decideUserCommand } from './decide-command.ts'
import { idsIn } from './ids-in.ts'
import { takenIds } from './known-ids.ts'
import type { Deciding } from './ports.ts'

/**
 * Decides a device's commands one after the other (DESIGN §2.3). What depends on a refused one, because it names an id that
 * the refused one would have made, is refused too, with that one's reason: on its own it would only say "not known".
 * All are asked for at once, so that the store, which keeps the order, commits many together.
 */
export async function decideBatch(
  deciding: Deciding,
  organizationId: string,
  userId: string,
  commands: Command[],
): Promise<CommandAnswer[]> {
  const neverMade = new Map<string, string>()
  return Promise.all(
    commands.map((command) => {
      const ids = idsIn(command.args)
      const reason = () => ids.map((id) => neverMade.get(id)).find((text) => text !== undefined)
      return decideUserCommand(deciding, organizationId, userId, command, {
        dependsOnRefused() {
          const because = reason()
          return because === undefined ? null : refuse('depends-on-refused', because)
        },
        async onRefused(tx, { message }) {
          const words = wordsFor(command, () => 'somebody')
          const because = reason() ?? `This needs “${words}”, which was refused: ${message}`
          const known = await takenIds(tx, organizationId, ids)
          for (const id of ids) if (!known.has(id)) neverMade.set(id, because)
        },
      })
    }),
  )
}
