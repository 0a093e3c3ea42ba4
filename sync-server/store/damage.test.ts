import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ContentWorld } from '../content/content-world.ts'
import { created, HOMES, record } from '../content/guard/guard-world.ts'
import { recordsOf } from '../content/guard/maps.ts'
import { diskTrouble } from './disk-trouble.ts'

/** Bytes of one frame of the log: a page and what stands before it. */
const FRAME = 4_096 + 24

// What lies in the folder after a power cut, with more or less of it spoilt.
describe('a database after a power cut', () => {
  let folder: string
  let before: ContentWorld
  beforeEach(async () => {
    before = await ContentWorld.open()
    for (let n = 0; n < 5; n++) await save(before, n)
    folder = mkdtempSync(path.join(tmpdir(), 'handover-damage-'))
    for (const end of ['', '-wal']) copyFileSync(file(before.folder) + end, file(folder) + end)
  })
  afterEach(async () => {
    await before.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const file = (of: string) => path.join(of, 'handover.sqlite')
  const log = () => `${file(folder)}-wal`

  async function save(world: ContentWorld, n: number): Promise<void> {
    const device = await world.copy()
    recordsOf(device).set(record(`saved${n}`), created(HOMES.anna))
    expect(await world.send('anna', device)).toEqual({ status: 'saved' })
  }

  /** The records that a server started over this folder has, and that it works. */
  async function recordsAfterStart(): Promise<string[]> {
    const world = new ContentWorld(folder)
    await world.start()
    const names = [...recordsOf(await world.copy()).keys()].sort()
    const [counted] = await world.counts(HOMES.anna)
    expect(counted?.all).toBe(names.length)
    await save(world, 99)
    await world.store.close()
    return names
  }
  const all = Array.from({ length: 5 }, (_, n) => record(`saved${n}`))

  it('[SYNC-4] has all that was saved, from the log alone', async () => {
    expect(await recordsAfterStart()).toEqual(all)
  })

  it.each([1, 23, 24, 600, FRAME - 1])(
    '[SYNC-4] loses nothing saved to a write torn after %i bytes',
    async (bytes) => {
      // As SQLite would have begun the next commit: a copy of an earlier frame, cut off.
      appendFileSync(log(), readFileSync(log()).subarray(32, 32 + bytes))
      expect(await recordsAfterStart()).toEqual(all)
    },
  )

  it('[SYNC-4] loses nothing saved to a tail of nonsense', async () => {
    appendFileSync(log(), Buffer.alloc(3 * FRAME, 0xa5))
    expect(await recordsAfterStart()).toEqual(all)
  })

  it('is whole up to some commit where a disk lied and lost the end of the log', async () => {
    truncateSync(log(), statSync(log()).size - FRAME - 100)
    const names = await recordsAfterStart()
    expect(names).toEqual(all.slice(0, names.length))
    expect(names.length).toBeLessThan(5)
  })

  const codeOfStart = async () => {
    const world = new ContentWorld(folder)
    const problem: unknown = await world.start().then(
      () => world.store.close(),
      (failed: unknown) => failed,
    )
    return diskTrouble(problem)?.code ?? 'started'
  }

  it('does not start on a file whose beginning is damaged', async () => {
    rmSync(log())
    writeFileSync(file(folder), Buffer.alloc(8_192, 0xa5))
    expect(await codeOfStart()).toBe('database-damaged')
  })

  it('does not start on a file with a damaged page in the middle', async () => {
    await before.restart()
    copyFileSync(file(before.folder), file(folder))
    rmSync(log())
    const bytes = readFileSync(file(folder))
    for (const page of [9, 10, 11]) bytes.fill(0xa5, page * 4_096, (page + 1) * 4_096)
    writeFileSync(file(folder), bytes)
    expect(await codeOfStart()).toBe('database-damaged')
  })
})
