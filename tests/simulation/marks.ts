// What people write in a run says what it is, so that it is found again in whatever bytes it lies: on a device's disk, in a
// frame, in the server's file.

/** What somebody may see of a record: the item itself, and contact details in it (ROLE-10). */
export interface Mark {
  kind: 'item' | 'contact'
  recordId: string
}

export const itemText = (recordId: string, text: string): string => `${text} [item:${recordId}]`
export const contactText = (recordId: string, text: string): string => `${text} [contact:${recordId}]`
/** A name of somebody that nobody else has. */
export const nameText = (userId: string, text: string): string => `${text} [name:${userId}]`

/** As text in which marks can be looked for. */
export const textIn = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** All marks in a text, each once. */
export function marksIn(text: string): Mark[] {
  if (!text.includes(':rec_')) return []
  const found = new Map<string, Mark>()
  for (const [mark, kind, recordId] of text.matchAll(/\[(item|contact):(rec_[\w-]+)\]/g))
    found.set(mark, { kind: kind as Mark['kind'], recordId: recordId! })
  return [...found.values()]
}

/** A row of IndexedDB as text: what is bytes in it as they are. */
export const textOfRow = (row: unknown): string =>
  JSON.stringify(row, (_key, part: unknown) => (part instanceof Uint8Array ? textIn(part) : part)) ?? ''
