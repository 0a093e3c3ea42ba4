import { Dexie } from 'dexie'
import { giveUnsent } from '../../shared/replica/outbox/give-unsent.ts'
import { createSession } from '../../shared/replica/session.ts'
import { unsentIn } from '../../shared/replica/unreadable-copy.ts'
import type { Command } from '../../shared/domain/decide/command.ts'
import type { EditRow, Intent, IntentRow, OutboxRow } from '../../shared/replica/database.ts'
import type { Company } from './company.ts'
import type { SimDevice } from './sim-device.ts'
import { newNode, type World } from './virtual-time.ts'

/** What the tables of a device say was never confirmed. */
export interface Unsent {
  commands: Command[]
  intents: Intent[]
}

const unsentOn = (device: SimDevice): Unsent => ({
  commands: device
    .rows<OutboxRow>('outbox')
    .filter(({ state }) => state === 'waiting' || state === 'sending')
    .map(({ command }) => command),
  intents: device
    .rows<EditRow>('edits')
    .flatMap(({ seq }) => device.row<IntentRow>('intents', seq)?.intents ?? []),
})

/**
 * What the app does on a page that reads that access has ended (`app/session-state.ts`, `app/device-copies.ts`): it asks where the
 * account belongs, gives what was not sent to the quarantine (LIFE-10), and deletes the copy. `onGiven` hears what was given,
 * when the copy is about to be deleted.
 */
export function lookAgain(
  device: SimDevice,
  { world, company }: { world: World; company: Company },
  onGiven: (unsent: Unsent) => void,
): void {
  if (device.isLooking || device.isFull) return
  const { userId, token } = device.person
  const { organizationId } = company
  const page = newNode(`${device.name}'s locked page`, device.disk)
  const session = createSession('https://sim.test', { kind: 'token', token }, device.link.fetchFor(page))
  const name = device.databaseName
  const look = async () => {
    const me = await session.me()
    if (me.status === 'offline') return
    const access =
      me.status === 'ok' &&
      me.answer.organizations.find((one) => one.userId === userId && one.state !== 'deactivated')
    device.isKept = access !== undefined && access !== false && access.state === 'blocked'
    if (access) return
    device.crashAll()
    if (me.status === 'refused') {
      // The account is gone, or its session was ended elsewhere: what was not sent waits for the next sign-in.
      const kept = await unsentIn(name)
      if (kept?.length === 0) await wipe()
      else device.isKept = true
      return
    }
    // What a page was writing when it was closed was never there.
    await new Promise<void>((resolve) => world.schedule(0, resolve, page))
    const unsent = unsentOn(device)
    if ((await giveUnsent(name, session, { organizationId, userId: userId! })) !== 'given') return
    onGiven(unsent)
    await wipe()
  }
  const wipe = async () => {
    await Dexie.delete(name)
    device.wiped()
  }
  device.isLooking = true
  world.schedule(0, () => void look().finally(() => (device.isLooking = false)), page)
}
