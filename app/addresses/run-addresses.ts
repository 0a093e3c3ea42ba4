import type { AddressChange } from '../../shared/domain/handover/many-addresses.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'

/** So many are sent at once, and the next ones when the server has decided. */
const AT_ONCE = 100

/** What became of them; `refused` with the server's reason. */
export interface AddressesOutcome {
  started: number
  refused: { userId: string; reason: string }[]
}

/** Starts each change on its own: one that is refused costs no other. `startAt` (ISO): on that date, by the server. */
export async function runAddresses(
  replica: Replica,
  batchId: string,
  changes: readonly AddressChange[],
  startAt: string | null,
  onProgress: (done: number) => void,
): Promise<AddressesOutcome> {
  const outcome: AddressesOutcome = { started: 0, refused: [] }
  for (let from = 0; from < changes.length; from += AT_ONCE) {
    const chunk = changes.slice(from, from + AT_ONCE)
    const dispatched = await replica.dispatchAll(
      chunk.map(({ userId, email }) => ({
        type: 'switch.start',
        args: {
          handoverId: newId('handover'),
          invitationId: newId('invitation'),
          userId,
          email: email.trim(),
          emailAgain: email.trim(),
          batch: { id: batchId, ...(startAt && { startAt }) },
        },
      })),
    )
    const answers = await Promise.all(
      dispatched.map(({ commandId, decision }) =>
        decision.status === 'refused' ? decision : replica.outcome(commandId),
      ),
    )
    for (const [index, answer] of answers.entries()) {
      if (answer.status === 'accepted') outcome.started++
      else outcome.refused.push({ userId: chunk[index]?.userId ?? '', reason: answer.message })
      // It is told in the summary, and not a second time in the list of what was refused.
      if (answer.status === 'refused' && 'id' in answer) await replica.dropRefused(answer.id)
    }
    onProgress(from + chunk.length)
  }
  return outcome
}
