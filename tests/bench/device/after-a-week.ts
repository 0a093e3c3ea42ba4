import { atMost } from '../goals.ts'
import { ask, type DeviceWorld } from './world.ts'

/** DESIGN §10: what was done in a week without a network is on the server within 3 s. */
export async function afterAWeek(world: DeviceWorld, commands: number, edits: number): Promise<void> {
  console.log(
    `\n${commands.toLocaleString('en')} queued commands and ${edits.toLocaleString('en')} edits after a week offline`,
  )
  const { folderId, ids } = await world.folder(edits)
  const device = await world.device()
  const page = await device.page()
  await ask(page, 'ready', world.whose, folderId)
  const { queued, sent } = await ask(page, 'week', folderId, ids, commands)
  console.log(
    `      on the server, each acknowledged from disk, ${(sent / 1000).toFixed(1)} s after the network was back (queued in ${(queued / 1000).toFixed(1)} s)`,
  )
  atMost(
    `a week offline, ${commands.toLocaleString('en')} commands and ${edits.toLocaleString('en')} edits`,
    sent,
    3_000,
    'ms',
  )
  await device.close()
}
