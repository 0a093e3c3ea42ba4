import type { Bus } from '../tabs/bus.ts'
import type { ReplicaDatabase } from '../database.ts'
import { decideOver } from './overlay.ts'
import { deleteRuns } from '../seq-runs.ts'
import type { View } from './view.ts'

/** An accepted command is drawn until its rows have come with a document, at most this long while online. */
const DRAWN_AFTER_ANSWER_MS = 5_000

/** Stops drawing accepted commands that the documents show by now. */
export async function forgetShown(db: ReplicaDatabase, view: View, bus: Bus): Promise<void> {
  const accepted = view.commands.peek().filter(({ state }) => state === 'accepted')
  if (accepted.length === 0) return
  const now = new Date().toISOString()
  const before = new Date(Date.parse(now) - DRAWN_AFTER_ANSWER_MS).toISOString()
  // Answered in what is the future by now: the clock was set back.
  const isLongAgo = (at: string) => at < before || at > now
  const seqs = accepted
    .filter(
      ({ command, createdAt, answeredAt }) =>
        isLongAgo(answeredAt ?? '') ||
        decideOver(view.confirmed.peek(), command, createdAt).status === 'refused',
    )
    .map(({ seq }) => seq)
  if (seqs.length === 0) return
  await deleteRuns(db.outbox, seqs)
  bus.post({ kind: 'outbox', seqs })
}
