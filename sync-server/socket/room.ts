/** What a room can do with its end of the socket. */
export interface Port {
  /** The room may be read: said once, before anything else is sent. */
  opened(): void
  send(message: Uint8Array): void
  /** Closes this room; the others on the same socket stay. */
  close(code: number, reason: string): void
  closeSocket(code: number, reason: string): void
  /** Counts bytes that are being worked on, so that a fast sender is slowed down. Call what it returns once. */
  busy(bytes: number): () => void
}

/** One room on one socket. */
export interface Room {
  /** Takes one message of y-websocket's protocol or of ours. Throws on bytes that are none. */
  hear(message: Uint8Array): void
  leave(): void
}

/** Who is at the other end. */
export interface Who {
  organizationId: string
  userId: string
  sessionId: string
  deviceLabel: string
}
