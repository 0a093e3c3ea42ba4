import { placeOf } from '../documents/place.ts'
import type { RefusedEditRow, ReplicaDatabase } from '../database.ts'
import { asCommands, give } from './give-unsent.ts'
import { byNumber, isUnjudged, numberIn } from './refused-edits.ts'
import type { Session } from '../session.ts'

/** Said of them once the Admins have them: to send them again would be to do them twice. */
export const GIVEN = 'given-to-admins'

/**
 * This user was put out of a workspace while edits of theirs waited (LIFE-8, LIFE-10): gives them to the quarantine, and
 * says so in the list of what was not saved. `isGone`: has this device no such folder any more? True when any were given.
 */
export async function giveLost(
  db: ReplicaDatabase,
  session: Pick<Session, 'post'>,
  whose: { organizationId: string; userId: string },
  isGone: (folderId: string) => boolean,
): Promise<boolean> {
  const lost = (await db.refusedEdits.toArray()).filter((row) => {
    const place = placeOf(row.document)
    return isUnjudged(row) && place !== null && isGone(place.folderId)
  })
  if (lost.length === 0) return false
  const changes = asCommands(
    lost
      .sort(byNumber)
      .map(({ id, document, since, intents }) => ({ seq: numberIn({ id }), document, since, intents })),
  ).map(({ change }) => change)
  if ((await give(session, whose, changes)) !== 'given') return false
  const given: Pick<RefusedEditRow, 'code' | 'message'> = {
    code: GIVEN,
    message: 'You no longer work there, so it was not saved. The Admins have it now and decide about it.',
  }
  // Those that are still there: somebody may have taken one off the list meanwhile.
  await db.refusedEdits
    .where('id')
    .anyOf(lost.map(({ id }) => id))
    .modify(given)
  return true
}
