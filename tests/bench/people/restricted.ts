import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Restriction } from '../../../shared/domain/model/membership.ts'
import { office } from '../office.ts'

const ms = (time: number) => `${Math.round(time).toLocaleString('en')} ms`

/** ROLE-10: somebody gets a copy of their own of a large folder, while others work. */
export async function restricted(count: number): Promise<void> {
  console.log(
    `\nA copy of their own of ${count.toLocaleString('en')} records for somebody without contact details`,
  )
  const folder = mkdtempSync(path.join(tmpdir(), 'handover-bench-'))
  const place = await office(folder, count)
  const measure = async (what: string, restrictions: Restriction[]) => {
    /** From one turn of somebody else to the next: nobody is served for longer. */
    const waits: number[] = []
    const start = performance.now()
    await place.restrict(restrictions)
    const answered = performance.now() - start
    let isWhole = false
    const whole = place.copiesWritten().then(() => (isWhole = true))
    let last = performance.now()
    while (!isWhole) {
      await place.waitForTurn()
      await new Promise((resolve) => setImmediate(resolve))
      const now = performance.now()
      waits.push(now - last)
      last = now
    }
    await whole
    const all = performance.now() - start
    waits.sort((a, b) => a - b)
    const at = (share: number) => ms(waits[Math.floor((waits.length - 1) * share)] ?? 0)
    console.log(
      [
        `  ${what}: answered after ${ms(answered)}, whole after ${ms(all)}`,
        `others, who write meanwhile, wait ${at(0.5)} (median), ${at(0.99)} (99 of 100), at most ${at(1)}`,
      ].join('\n      '),
    )
  }
  try {
    await measure('with the shards in memory', ['masked-contacts'])
    await measure('the restriction lifted', [])
    await place.restart()
    await measure('after a start of the server', ['masked-contacts'])
    await measure('another restriction instead', ['own-items-only'])
  } finally {
    await place.close()
    rmSync(folder, { recursive: true })
  }
}
