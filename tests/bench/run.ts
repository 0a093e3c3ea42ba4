import { cpus, platform, release } from 'node:os'
import { afterAWeek } from './device/after-a-week.ts'
import { anotherDevice } from './device/another-device.ts'
import { largeFolder } from './device/large-folder.ts'
import { type DeviceWorld, openDeviceWorld } from './device/world.ts'
import { besideMail } from './gmail/beside-mail.ts'
import { note, printGoals } from './goals.ts'
import { handOverEverything } from './hand-over-everything.ts'
import { liveEdits } from './live/live-edits.ts'
import { longHistory } from './people/long-history.ts'
import { manyUsers } from './people/many-users.ts'
import { restricted } from './people/restricted.ts'

/**
 * Speed, as figures of one run on one machine with its peers beside them, and at the end what they are to reach (DESIGN §10). A
 * missed goal fails nothing: tests check behaviour, this shows what it costs. `npm run bench` runs every row; `npm run bench --
 * live week` those that are named, and numbers behind a row's name are its sizes in place of the usual ones: `npm run bench -- handover 1000 live 500`.
 */
interface Row {
  usual: number[]
  run: (...sizes: number[]) => Promise<void>
}

let world: Promise<DeviceWorld> | null = null
const inWorld =
  (run: (world: DeviceWorld, ...sizes: number[]) => Promise<void>) =>
  async (...sizes: number[]) =>
    run(await (world ??= openDeviceWorld()), ...sizes)

const rows: Record<string, Row> = {
  handover: { usual: [1_000, 100_000, 1_000_000], run: (...sizes) => handOverEverything(sizes) },
  live: {
    usual: [2_000],
    async run(edits = 0) {
      await liveEdits(2, 8, edits)
      await liveEdits(10, 40, edits)
    },
  },
  folder: { usual: [100_000], run: inWorld((opened, records = 0) => largeFolder(opened, records)) },
  week: {
    usual: [1_000, 5_000],
    run: inWorld((opened, commands = 0, edits = 0) => afterAWeek(opened, commands, edits)),
  },
  device: { usual: [10_000], run: inWorld((opened, changes = 0) => anotherDevice(opened, changes, 10)) },
  gmail: { usual: [10], run: (opens = 0) => besideMail(opens) },
  users: { usual: [10_000], run: inWorld((opened, users = 0) => manyUsers(opened, users)) },
  history: { usual: [100_000], run: inWorld((opened, entries = 0) => longHistory(opened, entries)) },
  restricted: { usual: [100_000], run: (records = 0) => restricted(records) },
}

const asked: { name: string; row: Row; sizes: number[] }[] = []
for (const word of process.argv.slice(2)) {
  const size = Number(word)
  const last = asked.at(-1)
  if (Object.hasOwn(rows, word)) asked.push({ name: word, row: rows[word]!, sizes: [] })
  else if (last && Number.isInteger(size) && size > 0) last.sizes.push(size)
  else throw new Error(`"${word}" is neither a row (${Object.keys(rows).join(', ')}) nor the size of one`)
}
if (asked.length === 0) for (const [name, row] of Object.entries(rows)) asked.push({ name, row, sizes: [] })

console.log(
  `node ${process.version}, ${platform()} ${release()}, ${cpus().length}× ${cpus()[0]?.model ?? 'cpu'}`,
)
console.log('SQLite: journal_mode=WAL, synchronous=FULL, for us and for the peers\n')
try {
  for (const { name, row, sizes } of asked)
    try {
      const begun = performance.now()
      await row.run(...(sizes.length > 0 ? sizes : row.usual))
      console.log(`  (${name}: ${Math.round((performance.now() - begun) / 1000)} s)`)
    } catch (problem) {
      // The other rows are worth their time all the same.
      console.error(`  ${name} could not be measured:`, problem)
      note(`${name} could not be measured (above).`)
      process.exitCode = 1
    }
  note('Killed at any moment, nothing acknowledged is lost: npm run kills.')
  printGoals()
} finally {
  if (world) await (await world).close()
}
