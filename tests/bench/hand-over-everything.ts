import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { office } from './office.ts'
import { atMost, note } from './goals.ts'
import { ms, timed } from './median.ts'
import { openPeer } from './peer-table.ts'

/**
 * DESIGN §10, first row: handing over everything must cost the same for a thousand and a million records. Beside it, on the
 * same machine and disk, what others do (see `peers.md` of the design: SuiteCRM and Zulip update rows by SQL, EspoCRM saves
 * record by record): one `UPDATE` over the same number of rows, and a loop over them in one transaction.
 */
export async function handOverEverything(sizes: number[]): Promise<void> {
  console.log(
    'Hand over everything: one holder to another, previewed counts compared, history and documents written',
  )
  for (const size of sizes) {
    const folder = mkdtempSync(path.join(tmpdir(), 'handover-bench-'))
    try {
      const ours = await office(folder, size)
      const time = await timed(
        21,
        () => ours.handOver(),
        () => ours.undo(),
      )
      await ours.handOver()
      const bytes = await ours.bytesOfLastCommand()
      await ours.close()
      const peer = openPeer(path.join(folder, 'peer.sqlite'), size)
      const update = await timed(size > 500_000 ? 3 : 7, () => peer.update())
      const loop = await timed(size > 500_000 ? 1 : 3, () => peer.loop())
      peer.close()
      const what = `hand over everything, ${size.toLocaleString('en')} records`
      atMost(what, time.median, 10, 'ms')
      atMost(`${what}, sent`, bytes.command, 1_000, 'bytes')
      atMost(`${what}, to an Admin's device`, bytes.documents, 1_000, 'bytes')
      console.log(
        [
          `  ${size.toLocaleString('en')} records`,
          `handover ${ms(time)}, ${bytes.command} bytes sent, ${bytes.documents} bytes to an Admin's device`,
          `one SQL UPDATE ${ms(update)} (${(update.median / time.median).toFixed(1)}× of ours)`,
          `record by record ${ms(loop)} (${(loop.median / time.median).toFixed(1)}×)`,
        ].join('\n      '),
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  note('Handing over a part, item by item (HAND-4), is not built, so it has no row.')
}
