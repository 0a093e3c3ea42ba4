import { ReplicaDatabase } from '../../shared/replica/database.ts'
import type { Network, Office } from './office.ts'

/** Everything the device keeps, and all that its sockets and requests brought, as one text. */
export async function everythingOn(device: string, network: Recorded): Promise<string> {
  const db = new ReplicaDatabase(device)
  await db.open()
  const rows = await Promise.all(db.tables.map((table) => table.toArray() as Promise<object[]>))
  db.close()
  const stored = rows
    .flat()
    .map((row) =>
      JSON.stringify(row, (_key, part: unknown) =>
        part instanceof Uint8Array ? Buffer.from(part).toString('latin1') : part,
      ),
    )
  return [...stored, ...network.heard].join('\n')
}

export interface Recorded extends Network {
  heard: string[]
}

/** A network that keeps every byte that the device receives. */
export function recording(office: Office): Recorded {
  const network = office.network()
  const heard: string[] = []
  const { createWebSocket, fetch } = network
  return Object.assign(network, {
    heard,
    createWebSocket: (url: string, protocols: string[]) => {
      const socket = createWebSocket(url, protocols)
      socket.binaryType = 'arraybuffer'
      socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer | string>) =>
        heard.push(typeof data === 'string' ? data : Buffer.from(data).toString('latin1')),
      )
      return socket
    },
    fetch: (async (...args: Parameters<typeof fetch>) => {
      const response = await fetch(...args)
      heard.push(await response.clone().text())
      return response
    }) as typeof fetch,
  })
}
