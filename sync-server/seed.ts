import { emailSchema } from '../shared/domain/model/email.ts'
import { accountWithAddress } from './auth/accounts.ts'
import { isoNow, systemClock } from './clock.ts'
import { readConfig } from './config.ts'
import { Documents } from './content/documents.ts'
import { foundDemo } from './demo/found-demo.ts'
import { FolderInUse } from './store/hold-folder.ts'
import { openSqliteStore } from './store/sqlite-store.ts'

// npm run seed [-- you@example.com]: founds the demo organization; sign in with that address to be its Admin.
const email = emailSchema.safeParse(process.argv[2] ?? 'demo@handover.example')
const config = readConfig(process.env)
if (!email.success || 'problems' in config) {
  if (!email.success) console.error(`“${process.argv[2]}” is not an email address.`)
  if ('problems' in config) for (const problem of config.problems) console.error(problem)
  process.exit(1)
}

const store = await openSqliteStore(config.dataDir).catch((problem: unknown) => {
  console.error(problem instanceof FolderInUse ? problem.message : problem)
  process.exit(1)
})
const clock = systemClock
const sockets = { reconsider: () => undefined, closeUser: () => undefined }
const deciding = {
  store,
  documents: new Documents(store),
  sockets,
  clock,
  mailLimits: null,
  wakeJobs: () => undefined,
}
const accountId = await store.write((tx) => accountWithAddress(tx, email.data, isoNow(clock)))
await foundDemo(deciding, accountId)
await store.close()
console.log(
  `The demo organization is there. Sign in as ${email.data}; the code for it is at ${config.publicUrl}/outbox.`,
)
