import type { Company, Person } from './company.ts'
import type { Attacker } from './hostile.ts'
import type { Ledger } from './ledger.ts'
import type { ServerDisk } from './server-disk.ts'
import type { SimDevice } from './sim-device.ts'
import type { Link } from './sim-network.ts'
import type { SimServer } from './sim-server.ts'
import type { Node, World } from './virtual-time.ts'

/** What steps work on. */
export interface Scene {
  world: World
  company: Company
  server: SimServer
  disk: ServerDisk
  ledger: Ledger
  devices: SimDevice[]
  attackers: { attacker: Attacker; person: Person; link: Link; node: Node }[]
  problem(text: string): void
  killServer(): void
}
