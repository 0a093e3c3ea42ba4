/** What a server's process tells the bench when it listens. */
export interface Announcement {
  url: string
  /** The one document that everybody edits, and the records that lie in it. */
  room: string
  records: string[]
  /** What a server asks of who comes: a known origin, and for each client a ticket of its own. Null: comes in who wants. */
  admission: { origin: string; tickets: string[] } | null
}

/** Says it, and ends with the bench, however that goes. */
export function announce(announcement: Announcement): void {
  process.once('disconnect', () => process.exit())
  process.send?.(announcement)
}
