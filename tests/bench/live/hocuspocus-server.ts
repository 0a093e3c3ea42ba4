import { Server } from '@hocuspocus/server'
import * as Y from 'yjs'
import { announce } from './announcement.ts'
import { fill } from './peer-document.ts'

// Hocuspocus in a process of its own, as it comes: in memory, and stored nowhere. Argument: how many records.
const doc = new Y.Doc()
const records = fill(doc, Number(process.argv[2]))
const server = new Server({
  ...{ port: 0, address: '127.0.0.1', quiet: true, stopOnSignals: false },
  onLoadDocument: () => Promise.resolve(doc),
})
await server.listen()
process.once('message', () => process.exit())
announce({ url: `ws://127.0.0.1:${server.address.port}`, room: 'live', records, admission: null })
