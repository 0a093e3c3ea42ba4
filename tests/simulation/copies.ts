import { newNode, type World } from './virtual-time.ts'
import { type DatabaseCopy, Databases } from './virtual-browser.ts'
import { Dexie } from 'dexie'
import type { Company, Founded } from './company.ts'
import { ServerDisk } from './server-disk.ts'
import { SimDevice } from './sim-device.ts'
import { Link } from './sim-network.ts'
import { SimServer } from './sim-server.ts'

/** The world's time within which every device has everything. */
const FETCHED_MS = 60_000

/**
 * What the device of each of the people who work here has when all was fetched, so that not every device of every run
 * fetches everything. Fetching is still most of what a device without a copy does in a run.
 */
export async function fetchCopies(world: World, company: Founded): Promise<Company['copies']> {
  const databases = new Databases()
  Dexie.dependencies.indexedDB = databases
  const problem = (text: string) => world.problems.push(text)
  const server = new SimServer(world, company.file, {
    arrival: () => undefined,
    answered: () => undefined,
    renewed: () => undefined,
    deciding: () => undefined,
    purging: () => undefined,
    problem,
  })
  server.start()
  await world.pass(10)
  const quiet = { sent: () => undefined, said: () => undefined }
  const devices = company.people.map((person) => {
    const link = new Link(world, server)
    const parts = {
      world,
      company: { ...company, copies: new Map(), read: new Map() },
      databases,
      link,
      spyOn: () => quiet,
    }
    return new SimDevice(person.name, person, parts)
  })
  const tabs = devices.map((device) => device.openTab())
  const folders = new ServerDisk(company.file)
  const isFetched = () =>
    tabs.every(({ replica }, n) => {
      if (replica?.connection.value !== 'online') return false
      const { userId } = company.people[n]!
      const mine = folders.all<{ folder_id: string }>(
        `select folder_id from folders join memberships using (workspace_id) where memberships.user_id = ?`,
        userId!,
      )
      return mine.every(({ folder_id: id }) => replica.content.synced(id).value === 'synced')
    })
  await world.runUntil(world.now + FETCHED_MS, isFetched)
  const fetched = isFetched()
  folders.close()
  if (!fetched) throw new Error('nobody could fetch the company')
  await world.pass(5_000)
  for (const [n, device] of devices.entries()) device.closeTab(tabs[n]!)
  await world.pass(5_000)
  world.schedule(0, () => server.kill(), newNode('operator'))
  await world.pass(10)
  const copies = new Map<string, DatabaseCopy>()
  for (const { name } of devices) copies.set(name, databases.copy(name))
  if (world.problems.length > 0) throw new Error(world.problems.join('\n'))
  return copies
}
