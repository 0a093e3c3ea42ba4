import { emailSchema } from '../shared/domain/model/email.ts'
import { systemClock } from './clock.ts'
import { readConfig } from './config.ts'
import { Documents } from './content/documents.ts'
import { appointAsOperator } from './operator/appoint-admin.ts'
import { FolderInUse } from './store/hold-folder.ts'
import { openSqliteStore } from './store/sqlite-store.ts'

// npm run appoint-admin -- "Name of the organization" person@example.com: where no Admin can be reached (ROLE-14). The
// server is stopped meanwhile; it sends the mails about it when it starts again.
const [, , organization = '', typed = ''] = process.argv
const email = emailSchema.safeParse(typed)
const config = readConfig(process.env)
const problems = [
  ...(organization.trim() === '' || !email.success
    ? ['Type: npm run appoint-admin -- "Name of the organization" person@example.com']
    : []),
  ...('problems' in config ? config.problems : []),
]
if (problems.length > 0 || 'problems' in config || !email.success) {
  for (const problem of problems) console.error(problem)
  process.exit(1)
}

const store = await openSqliteStore(config.dataDir).catch((problem: unknown) => {
  console.error(problem instanceof FolderInUse ? problem.message : problem)
  process.exit(1)
})
const result = await appointAsOperator(
  {
    store,
    documents: new Documents(store),
    sockets: { reconsider: () => undefined, closeUser: () => undefined },
    clock: systemClock,
    mailLimits: null,
    wakeJobs: () => undefined,
  },
  { organization, email: email.data },
)
await store.close()
if (result.status === 'refused') {
  console.error(result.message)
  process.exit(1)
}
console.log(
  `${result.person} is an Admin of ${result.organization} now. It stands in the history, and everybody there gets a mail when the server starts.`,
)
