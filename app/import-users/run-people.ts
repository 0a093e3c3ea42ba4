import type { PlannedPerson } from '../../shared/domain/import/plan-people.ts'
import { placeArgs } from '../../shared/flows/people/places-input.tsx'
import { newId } from '../../shared/replica/ids.ts'
import type { Dispatched, Replica } from '../../shared/replica/replica.ts'

/** So many are sent at once, and no more than twice as many are under way: the page goes on answering, and Stop stops. */
const AT_ONCE = 100

export interface PeopleOutcome {
  created: number
  /** What this device or the server refused, by line of the file, with the reason. */
  refused: { line: number; reason: string }[]
  stopped: boolean
}

/**
 * Invites everybody of a plan, or only adds them when the mails are to go out `later`. Each is decided on its own by the
 * server: one that is refused costs no other.
 */
export async function runPeople(
  replica: Replica,
  people: readonly PlannedPerson[],
  later: boolean,
  onProgress: (done: number) => void,
  isStopped: () => boolean,
): Promise<PeopleOutcome> {
  const outcome: PeopleOutcome = { created: 0, refused: [], stopped: false }
  const note = async ({ chunk, dispatched }: Sent): Promise<void> => {
    const answers = await Promise.all(
      dispatched.map(({ commandId, decision }) =>
        decision.status === 'refused' ? decision : replica.outcome(commandId),
      ),
    )
    for (const [index, answer] of answers.entries())
      if (answer.status === 'refused')
        outcome.refused.push({ line: chunk[index]?.line ?? 0, reason: answer.message })
      else outcome.created++
    // They are in the summary; nobody needs them a second time in the list of what was refused.
    for (const answer of answers)
      if (answer.status === 'refused' && 'id' in answer) await replica.dropRefused(answer.id)
    onProgress(outcome.created + outcome.refused.length)
  }
  // One piece is with the server while the next one is written here.
  let under: Promise<void> = Promise.resolve()
  for (let from = 0; from < people.length; from += AT_ONCE) {
    if (isStopped()) {
      await under
      return { ...outcome, stopped: true }
    }
    const chunk = people.slice(from, from + AT_ONCE)
    const dispatched = await replica.dispatchAll(chunk.map((person) => inviteCommand(person, later)))
    await under
    under = note({ chunk, dispatched })
  }
  await under
  return outcome
}

interface Sent {
  chunk: readonly PlannedPerson[]
  dispatched: readonly Dispatched[]
}

function inviteCommand({ email, name, role, places, profile }: PlannedPerson, later: boolean) {
  return {
    type: 'user.invite',
    args: {
      userId: newId('user'),
      invitationId: newId('invitation'),
      email,
      ...(name && { name }),
      role,
      workspaces: places.map((place) => placeArgs(place, newId('portfolio'))),
      ...(Object.keys(profile).length > 0 && { profile }),
      ...(later && { later: true }),
    },
  }
}
