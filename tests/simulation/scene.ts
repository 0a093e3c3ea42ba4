import type { Company, Person } from './company.ts'
import type { Attacker } from './hostile.ts'
import type { Confirmed } from './invariants.ts'
import type { Ledger } from './ledger.ts'
import type { ServerDisk } from './server-disk.ts'
import type { SimDevice } from './sim-device.ts'
import type { Link, Spy } from './sim-network.ts'
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
  /** The directory as it is committed now. */
  confirmed(): Confirmed
  /** Hears what somebody who is no device of ours is told. */
  overhear(person: Person): Spy
  problem(text: string): void
  killServer(): void
  /** As the server's file is now. False: nobody could say what is in it. */
  backUp(): boolean
  /** The server begins anew over the last backup, or over what was there before the run. */
  restoreBackup(): void
}
