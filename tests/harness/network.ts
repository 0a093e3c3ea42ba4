import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export interface Network {
  /** For the browser's proxy setting. */
  proxy: string
  /** Breaks what is open and lets nothing through, as a pulled cable does. Playwright's own "offline" spares open WebSockets. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** One browser's way to the server: an HTTP proxy that can be cut. */
export async function startNetwork(): Promise<Network> {
  const sockets = new Set<Socket>()
  let isCut = false
  const follow = <S extends Socket>(socket: S): S => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    return socket
  }
  const server: Server = createServer((from, answer) => {
    const upstream = request(
      new URL(from.url ?? ''),
      { method: from.method, headers: from.headers },
      (to) => {
        answer.writeHead(to.statusCode ?? 502, to.rawHeaders)
        to.pipe(answer)
      },
    )
    upstream.on('error', () => answer.destroy())
    answer.on('close', () => upstream.destroy())
    from.pipe(upstream)
  })
  server.on('connection', (socket) => {
    if (isCut) socket.destroy()
    else follow(socket)
  })
  // WebSockets come through a tunnel.
  server.on('connect', ({ url = '' }, socket: Socket, head) => {
    const { hostname, port } = new URL(`http://${url}`)
    const upstream = follow(connect(Number(port) || 80, hostname))
    upstream.on('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.write(head)
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('close', () => socket.destroy())
    socket.on('close', () => upstream.destroy())
  })
  const cut = () => {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    proxy: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      isCut = false
    },
    close() {
      cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
