import { shardOf } from '../../../shared/domain/documents/document-name.ts'
import { openRunningOffice } from '../running-office.ts'
import { announce } from './announcement.ts'

// Our server, whole and with its data on the disk, in a process of its own. Arguments: how many records, how many clients.
const [records, clients] = process.argv.slice(2).map(Number) as [number, number]
const office = await openRunningOffice()
const { serverUrl, organizationId } = office.whose
const { folderId, ids } = await office.folder(records)
const tickets: string[] = []
for (let i = 0; i < clients; i++) {
  const { status, body } = await office.client.post('/api/tickets', { organizationId })
  if (status !== 200) throw new Error(JSON.stringify(body))
  tickets.push(body.ticket as string)
}
process.once('message', () => void office.close().then(() => process.exit()))
announce({
  url: `${serverUrl.replace('http', 'ws')}/sync`,
  room: shardOf(folderId, 0),
  records: ids,
  admission: { origin: serverUrl, tickets },
})
