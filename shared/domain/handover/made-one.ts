import { emailKey } from '../model/email.ts'
import type { Handover } from '../model/handover.ts'
import type { User } from '../model/user.ts'

/** The users into whom this one went as the same person (HAND-21) and of whom it was not made another again. */
export const madeOneWith = (handovers: readonly Handover[], userId: string): Set<string> =>
  new Set(
    handovers.flatMap((handover) =>
      handover.kind === 'handover' &&
      handover.state === 'done' &&
      handover.merge &&
      handover.plan.from === userId
        ? [handover.plan.to]
        : [],
    ),
  )

/** Their former addresses but for these. */
export function formerlyBut({ formerly }: Pick<User, 'formerly'>, addresses: readonly string[]): string[] {
  const keys = new Set(addresses.map(emailKey))
  return formerly.filter((address) => !keys.has(emailKey(address)))
}
