import { cpus, platform, release } from 'node:os'
import { afterAWeek } from './device/after-a-week.ts'
import { anotherDevice } from './device/another-device.ts'
import { largeFolder } from './device/large-folder.ts'
import { openDeviceWorld } from './device/world.ts'
import { handOverEverything } from './hand-over-everything.ts'
import { liveEdits } from './live/live-edits.ts'
import { longHistory } from './people/long-history.ts'
import { manyUsers } from './people/many-users.ts'

/**
 * Speed, as figures of one run on one machine with its peers beside them (DESIGN §10). Nothing here passes or fails: tests
 * check behaviour, this shows what it costs. `npm run bench -- 1000 100000` takes other sizes.
 */
const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((n) => Number.isInteger(n) && n > 0)

console.log(
  `node ${process.version}, ${platform()} ${release()}, ${cpus().length}× ${cpus()[0]?.model ?? 'cpu'}`,
)
console.log('SQLite: journal_mode=WAL, synchronous=FULL, for us and for the peers\n')
await handOverEverything(sizes.length > 0 ? sizes : [1_000, 100_000, 1_000_000])
await liveEdits(2, 8, 2_000)
await liveEdits(10, 40, 2_000)
const world = await openDeviceWorld()
try {
  await largeFolder(world, 100_000)
  await afterAWeek(world, 1_000, 5_000)
  await anotherDevice(world, 10_000, 10)
  await manyUsers(world, 10_000)
  await longHistory(world, 100_000)
} finally {
  await world.close()
}
