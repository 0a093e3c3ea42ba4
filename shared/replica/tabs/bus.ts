/** What tabs tell each other, and themselves, after it was committed. Contents are read from the database. */
export type BusMessage =
  /** Commands or refused edits with these numbers changed; null: read all again. */
  | { kind: 'outbox'; seqs: number[] | null }
  | { kind: 'answers'; ids: string[] }
  /** This device's edits with these numbers came, were sent or are saved. */
  | { kind: 'edits'; document: string; seqs: number[] }
  /** Records of a shard changed on this device; null: any. */
  | { kind: 'records'; folderId: string; shard: number; ids: string[] | null }
  /** Rows of a directory document changed; null: any. */
  | { kind: 'directory'; document: string; keys: string[] | null }
  /** The copy of a document was built anew or deleted. */
  | { kind: 'rebuilt'; document: string }
  /** A notice was read. */
  | { kind: 'notices' }
  /** From the tab that holds the connection. */
  | { kind: 'status'; status: LeaderStatus }
  | { kind: 'ask-status' }
  | { kind: 'where'; where: unknown }
  /** Records of these content documents were read for a screen. */
  | { kind: 'looking'; documents: string[] }
  /** The tab that led is gone, perhaps before it told all: read everything again. */
  | { kind: 'refresh' }
  /** The copy is being deleted. */
  | { kind: 'wiped' }

export interface LeaderStatus {
  connection: 'online' | 'connecting' | 'offline' | 'ended' | 'other-version'
  /** Workspaces of which the server ever said what content there is: did it in this connection? */
  heard: Record<string, boolean>
  folders: Record<string, FolderState>
  others: { userId: string; name: string; where?: unknown }[]
  online: string[]
}

/** Of a folder's content documents: how many there are, are on this device at all, and are as the server has them. */
export interface FolderState {
  all: number
  here: number
  caughtUp: number
}

type Listener = (message: BusMessage) => void

/** Carries messages between the tabs of one database; a sender hears its own, at once. */
export class Bus {
  #channel: BroadcastChannel
  #listeners = new Set<Listener>()
  /** What is still under way when a page closes has nobody to tell. */
  #closed = false

  constructor(databaseName: string) {
    this.#channel = new BroadcastChannel(databaseName)
    this.#channel.onmessage = (event: MessageEvent<BusMessage>) => this.#deliver(event.data)
  }

  post(message: BusMessage): void {
    if (this.#closed) return
    this.#channel.postMessage(message)
    this.#deliver(message)
  }

  /** Returns what ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#closed = true
    this.#listeners.clear()
    this.#channel.onmessage = null
    this.#channel.close()
  }

  #deliver(message: BusMessage): void {
    for (const listener of this.#listeners) listener(message)
  }
}
