import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describeStore } from './contract.ts'
import { openSqliteStore } from './sqlite-store.ts'

describeStore('SQLite', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'handover-store-'))
  return {
    store: await openSqliteStore(folder),
    reopen: () => openSqliteStore(folder),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
})
