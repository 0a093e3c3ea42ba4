/**
 * A room is named after its document and the document's epoch: `content/fld_…/0.3`; in the first epoch there is no suffix.
 * An epoch ends when the server replaces a document by one with another past (compaction, erasing, a restored backup):
 * copies from before can't be merged with it, so who asks for a room of an older epoch is told the current one (4410).
 */
export const roomName = (document: string, epoch: string): string =>
  epoch === '' ? document : `${document}.${epoch}`

/** Names of documents have no dot. */
export function parseRoomName(room: string): { document: string; epoch: string } {
  const dot = room.indexOf('.')
  return dot < 0
    ? { document: room, epoch: '' }
    : { document: room.slice(0, dot), epoch: room.slice(dot + 1) }
}

/** Says no more than: the same or not. As the reason of a close frame it may come from anywhere, so it is checked. */
export const isEpoch = (text: string): boolean => /^[a-z0-9-]{0,40}$/.test(text)
