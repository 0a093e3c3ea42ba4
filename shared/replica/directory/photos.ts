import { type ReadonlySignal, signal, type Signal } from '@preact/signals'
import { endBackground } from '../background.ts'
import type { ReplicaDatabase } from '../database.ts'
import type { Directory } from './directory.ts'
import type { Reply } from '../session.ts'

/**
 * People's photos in the copy of this device: there without a network, for the panel too, and deleted with the copy, or when
 * nobody has them any more. Each is fetched when it is first shown.
 */
export class Photos {
  readonly #db: ReplicaDatabase
  readonly #fetch: (photoId: string) => Promise<Reply<Uint8Array>>
  readonly #shown = new Map<string, Signal<string | undefined>>()
  /** Those that the server could not be asked for. */
  readonly #missing = new Set<string>()
  #tidied: Directory | null = null

  constructor(db: ReplicaDatabase, fetch: (photoId: string) => Promise<Reply<Uint8Array>>) {
    this.#db = db
    this.#fetch = fetch
  }

  /** Where an image takes it from (`data:`); undefined as long as it is not here. */
  of(photoId: string): ReadonlySignal<string | undefined> {
    const known = this.#shown.get(photoId)
    if (known) return known
    const shown = signal<string | undefined>(undefined)
    this.#shown.set(photoId, shown)
    this.#load(photoId, shown).catch(endBackground)
    return shown
  }

  /** There is a connection. */
  tryAgain(): void {
    for (const photoId of this.#missing) {
      const shown = this.#shown.get(photoId)
      if (shown) this.#load(photoId, shown).catch(endBackground)
    }
    this.#missing.clear()
  }

  /** Deletes those of people who have another one now, or were erased. */
  async tidy(directory: Directory): Promise<void> {
    if (directory === this.#tidied) return
    this.#tidied = directory
    const stored = await this.#db.photos.toCollection().primaryKeys()
    if (stored.length === 0) return
    const current = new Set(directory.users.map(({ photo }) => photo))
    await this.#db.photos.bulkDelete(stored.filter((id) => !current.has(id)))
  }

  async #load(photoId: string, shown: Signal<string | undefined>): Promise<void> {
    const stored = await this.#db.photos.get(photoId)
    if (stored) shown.value = asUrl(stored.image)
    // One's own, chosen a moment ago.
    shown.value ??= await this.#waiting(photoId)
    if (shown.value !== undefined) return
    const reply = await this.#fetch(photoId)
    if (reply.status === 'ok') {
      shown.value = asUrl(reply.answer)
      await this.#db.photos.put({ id: photoId, image: reply.answer })
    } else if (reply.status === 'offline') this.#missing.add(photoId)
  }

  async #waiting(photoId: string): Promise<string | undefined> {
    for (const { command } of await this.#db.outbox.toArray()) {
      if (command.type !== 'user.set-photo') continue
      const { photo } = command.args as { photo: { id: string; image?: string } | null }
      if (photo?.id === photoId && photo.image !== undefined) return `data:image/jpeg;base64,${photo.image}`
    }
    return undefined
  }
}

function asUrl(image: Uint8Array): string {
  let characters = ''
  for (const byte of image) characters += String.fromCharCode(byte)
  return `data:image/jpeg;base64,${btoa(characters)}`
}
