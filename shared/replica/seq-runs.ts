import type { Table } from 'dexie'

/**
 * Numbers that follow each other without a gap, as ranges, in order. IndexedDB reads or deletes a range by one request, and
 * single rows by one each: with thousands of them that is what takes the time.
 */
export function runsOf(seqs: readonly number[]): [from: number, to: number][] {
  const runs: [from: number, to: number][] = []
  for (const seq of seqs.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && seq <= last[1] + 1) last[1] = seq
    else runs.push([seq, seq])
  }
  return runs
}

/** The rows with these numbers that are there, by number. The table's key is `seq`. */
export async function readRuns<Row extends { seq: number }>(
  table: Table<Row, number>,
  seqs: readonly number[],
): Promise<Map<number, Row>> {
  const rows = await Promise.all(
    runsOf(seqs).map(([from, to]) => table.where('seq').between(from, to, true, true).toArray()),
  )
  return new Map(rows.flat().map((row) => [row.seq, row]))
}

/** Deletes the rows with these numbers. */
export async function deleteRuns(table: Table<unknown, number>, seqs: readonly number[]): Promise<void> {
  for (const [from, to] of runsOf(seqs))
    if (from === to) await table.delete(from)
    else await table.where('seq').between(from, to, true, true).delete()
}
