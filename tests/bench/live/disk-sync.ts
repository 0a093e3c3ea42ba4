import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** About what one edit's commit writes into the log: six pages. */
const BYTES = Buffer.alloc(24 * 1024, 1)
const PLACES = 100

/**
 * What no server that waits for the disk can do without: how long each of so many syncs takes, in milliseconds, after as much
 * was written over as one edit's commit writes. Beside the servers' data, and one every so many milliseconds, as the edits are.
 */
export async function diskSyncs(count: number, everyMs: number): Promise<number[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'handover-bench-disk-'))
  const file = openSync(path.join(folder, 'log'), 'w')
  const write = (i: number) => writeSync(file, BYTES, 0, BYTES.length, (i % PLACES) * BYTES.length)
  const times: number[] = []
  try {
    for (let i = 0; i < PLACES; i++) write(i)
    fdatasyncSync(file)
    for (let i = 0; i < count; i++) {
      await wait(everyMs)
      const begun = performance.now()
      write(i)
      fdatasyncSync(file)
      times.push(performance.now() - begun)
    }
  } finally {
    closeSync(file)
    rmSync(folder, { recursive: true, force: true })
  }
  return times
}
