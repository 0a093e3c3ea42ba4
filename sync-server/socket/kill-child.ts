import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Command } from '../../shared/domain/decide/command.ts'
import { ContentWorld, ORG } from '../content/content-world.ts'
import { USERS } from '../content/guard/guard-world.ts'
import { decideUserCommand } from '../decide/decide-command.ts'
import { standingOf } from '../store/directory-reads.ts'
import { Sockets } from './sockets.ts'

// A server in a process of its own, for tests that kill it. The folder with the data is the first argument. Commands come
// and are answered over the channel to the parent, each after its commit.
const [folder] = process.argv.slice(2)
if (!folder) throw new Error('where does the data lie?')
const world = new ContentWorld(folder)
await world.start()
const sockets = new Sockets({
  documents: world.documents,
  origins: ['https://handover.example'],
  takeTicket: (ticket) =>
    Promise.resolve({ organizationId: ORG, userId: USERS.anna, sessionId: ticket, deviceLabel: 'test' }),
  standingOf: (organizationId, userId) => standingOf(world.store.read, organizationId, userId),
})
const deciding = {
  store: world.store,
  documents: world.documents,
  sockets,
  clock: { now: () => world.now },
  mailLimits: null,
  wakeJobs: () => undefined,
}
process.on('message', (command: Command) => {
  void decideUserCommand(deciding, ORG, USERS.olga, command).then((answer) => process.send?.(answer))
})
// Whoever started it is gone, however it went.
process.once('disconnect', () => process.exit())
const server = createServer()
sockets.attach(server)
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
