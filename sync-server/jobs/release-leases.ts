import type { Store } from '../store/store.ts'

/** Gives back jobs that a killed server had taken. Only where this is the one server there is, as with SQLite. */
export async function releaseLeases(store: Store): Promise<void> {
  await store.write((tx) =>
    tx.updateTable('jobs').set({ leased_until: null }).where('state', '=', 'waiting').execute(),
  )
}
