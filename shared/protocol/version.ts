/** Subprotocol of the socket; a client and server that differ tell the person to reload (SYNC-8). */
export const SUBPROTOCOL = 'handover.3'
/** A ticket rides beside it as a second offered subprotocol, since a browser's WebSocket can send no header (DESIGN §4). */
export const TICKET_PREFIX = 'ticket.'
/** Sent as header `handover-version` with every HTTP request; another number is answered 426. */
export const WIRE_VERSION = 3
export const VERSION_HEADER = 'handover-version'
