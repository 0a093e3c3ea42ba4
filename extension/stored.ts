/**
 * What the extension itself remembers, in an IndexedDB of its own: the server's address, sessions with their device tokens, whether the
 * panel is folded. Only extension pages and the background can open it; a content script runs in Gmail's origin and cannot.
 */
export interface Stored {
  read<T>(key: string): Promise<T | null>
  write(key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
  /** Every value whose key begins with this. */
  list<T>(prefix: string): Promise<T[]>
  /** Called after any change, whichever page or worker of the extension made it. Returns a function that stops it. */
  onChange(listener: () => void): () => void
}

const DATABASE = 'handover-extension'
const STORE = 'values'

/** Opens the database for each call: the background dies at any moment, and an open connection would keep nobody from it anyway. */
export function createStored(): Stored {
  const channel = new BroadcastChannel(DATABASE)
  const own = new EventTarget()
  const tell = () => {
    channel.postMessage('changed')
    own.dispatchEvent(new Event('changed'))
  }
  return {
    read: async <T>(key: string) =>
      ((await inStore('readonly', (store) => store.get(key))) as T | undefined) ?? null,
    async write(key, value) {
      await inStore('readwrite', (store) => store.put(value, key))
      tell()
    },
    async remove(key) {
      await inStore('readwrite', (store) => store.delete(key))
      tell()
    },
    list: async <T>(prefix: string) =>
      (await inStore('readonly', (store) =>
        store.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)),
      )) as T[],
    onChange(listener) {
      channel.addEventListener('message', listener)
      own.addEventListener('changed', listener)
      return () => {
        channel.removeEventListener('message', listener)
        own.removeEventListener('changed', listener)
      }
    },
  }
}

async function inStore(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode)
      const request = ask(transaction.objectStore(STORE))
      // Only a completed transaction has reached the disk.
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser gave up writing.'))
    })
  } finally {
    database.close()
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The browser does not open its storage.'))
  })
}
