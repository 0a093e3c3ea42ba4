import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../shared/protocol/version.ts'

/** What a request for a socket asks for, before it is known who asks. */
export interface Asked {
  /** The one room of a plain y-websocket client; null: all rooms over one socket. */
  room: string | null
  ticket: string | null
  /** The protocol to select; another version is told so over the socket, since a refused upgrade tells a page nothing. */
  protocol: string | null
}

/** Null: not a path of ours. */
export function readUpgrade(request: IncomingMessage): Asked | null {
  const room = roomOf(request.url ?? '')
  if (room === undefined) return null
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((text) => text.trim())
  const ticket = offered.find((text) => text.startsWith(TICKET_PREFIX))?.slice(TICKET_PREFIX.length)
  const family = SUBPROTOCOL.slice(0, SUBPROTOCOL.indexOf('.') + 1)
  return {
    room,
    ticket: ticket || null,
    protocol:
      offered.find((text) => text === SUBPROTOCOL) ?? offered.find((text) => text.startsWith(family)) ?? null,
  }
}

/** Undefined: no path of ours. */
function roomOf(url: string): string | null | undefined {
  const end = url.search(/[?#]/)
  const path = end < 0 ? url : url.slice(0, end)
  if (path === '/sync' || path === '/sync/') return null
  if (!path.startsWith('/sync/')) return undefined
  try {
    return decodeURIComponent(path.slice('/sync/'.length))
  } catch {
    return undefined
  }
}

const REASONS: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Unavailable',
}

export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
