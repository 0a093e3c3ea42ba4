import * as Y from 'yjs'
import { startPeerServer } from '../peer-server.ts'
import { announce } from './announcement.ts'
import { fill } from './peer-document.ts'

// y-websocket's server in a process of its own, in memory. Argument: how many records.
const doc = new Y.Doc()
const records = fill(doc, Number(process.argv[2]))
const server = await startPeerServer({ live: doc })
process.once('message', () => process.exit())
announce({ url: server.url, room: 'live', records, admission: null })
