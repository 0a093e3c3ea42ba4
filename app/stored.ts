/** Small values that outlive the page, per browser. Storage that is full or forbidden counts as empty: nothing depends on it. */
export interface Stored {
  read<T>(key: string): T | null
  write(key: string, value: unknown): void
  remove(key: string): void
}

export function createStored(storage: () => Storage): Stored {
  const name = (key: string) => `handover.${key}`
  return {
    read<T>(key: string) {
      try {
        const text = storage().getItem(name(key))
        return text === null ? null : (JSON.parse(text) as T)
      } catch {
        return null
      }
    },
    write(key, value) {
      try {
        storage().setItem(name(key), JSON.stringify(value))
      } catch {
        // Then it is asked again after a reload.
      }
    },
    remove(key) {
      try {
        storage().removeItem(name(key))
      } catch {
        // Nothing was there.
      }
    },
  }
}
