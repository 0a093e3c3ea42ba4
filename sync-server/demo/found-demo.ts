import { isRowChange } from '../../shared/domain/decide/change.ts'
import { demoData } from '../../shared/domain/demo/demo-data.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { accountOf, accountWithAddress } from '../auth/accounts.ts'
import { isoNow } from '../clock.ts'
import { changedRows } from '../decide/apply.ts'
import { decideUserCommand } from '../decide/decide-command.ts'
import { peopleInRows, writeHistory } from '../decide/history.ts'
import type { Deciding, DirectoryDocuments } from '../decide/ports.ts'
import { writeChanges } from '../decide/write-changes.ts'
import { newId } from '../new-id.ts'
import { PersonalValues } from '../personal/personal-values.ts'
import { portfolioOf } from '../store/directory-reads.ts'
import { readRow } from '../store/rows/rows.ts'
import { toUser } from '../store/rows/user.ts'
import { type ContentDocuments, writeDemoContent } from './demo-content.ts'
import { type DemoDirectory, demoDirectory } from './demo-directory.ts'
import { demoSeats } from './demo-seats.ts'

type DemoDeciding = Omit<Deciding, 'documents'> & { documents: DirectoryDocuments & ContentDocuments }

/**
 * Founds the demo organization for an account, which becomes its account owner: people, 5,000 records, and a finished
 * handover of somebody who left. The people have accounts, so that on a machine without a mail server one can sign in as
 * each of them through the outbox page.
 */
export async function foundDemo(
  deciding: DemoDeciding,
  accountId: string,
): Promise<{ organizationId: string; userId: string }> {
  const now = isoNow(deciding.clock)
  const data = demoData(now.slice(0, 10))
  const account = await accountOf(deciding.store.read, accountId)
  const email = account?.emails[0]
  if (!account || !email) throw new Error('no such account')
  const founder = { accountId, email, name: account.name || (email.split('@')[0] ?? email) }

  const directory = await deciding.store.write(async (tx, outcome) => {
    const accountIds: (string | null)[] = []
    for (const person of data.people)
      accountIds.push(person.state === 'pending' ? null : await accountWithAddress(tx, person.email, now))
    const made = demoDirectory(data, founder, accountIds, now)
    const { organizationId } = made
    for (const step of made.steps) {
      const rows = await changedRows(tx, organizationId, step.changes.filter(isRowChange))
      const values = await PersonalValues.load(tx, organizationId, peopleInRows(rows))
      await writeChanges(deciding, { tx, outcome, organizationId, now }, rows, step.changes)
      const fact = { actorUserId: made.founderId, commandId: newId('command'), cause: null, ...step }
      await writeHistory(tx, organizationId, fact, rows, values)
    }
    await writeDemoContent({ tx, outcome, documents: deciding.documents }, data, made)
    return made
  })
  await handOver(deciding, directory, data.handover)
  await countSeats(deciding, directory.organizationId, now)
  await keepEmployees(deciding, directory)
  return { organizationId: directory.organizationId, userId: directory.founderId }
}

/** An Employee record for everybody who is there (USR-5), last, so that one job makes all. */
async function keepEmployees(
  deciding: DemoDeciding,
  { organizationId, founderId }: DemoDirectory,
): Promise<void> {
  const workspace = { workspaceId: newId('workspace'), tasksFolderId: newId('folder') }
  await decided(deciding, organizationId, founderId, {
    type: 'employees.keep',
    args: { folderId: newId('folder'), portfolioId: newId('portfolio'), workspace },
  })
}

async function countSeats(deciding: DemoDeciding, organizationId: string, now: string): Promise<void> {
  await deciding.store.write(async (tx, outcome) => {
    const organization = await readRow(tx, organizationId, 'organization', organizationId)
    if (!organization) throw new Error('the demo was not founded')
    const users = await tx
      .selectFrom('users')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .execute()
    const rows = demoSeats(organization, users.map(toUser), now)
    await writeChanges(deciding, { tx, outcome, organizationId, now }, rows, [])
  })
}

/** The handover of the one who left, decided as any other, on its day. */
async function handOver(
  deciding: DemoDeciding,
  { organizationId, founderId, userIds, workspaces }: DemoDirectory,
  { from, to, on }: { from: number; to: number; on: string },
): Promise<void> {
  const [leaver, receiver] = [userIds[from], userIds[to]]
  if (!leaver || !receiver) throw new Error('the demo has no such people')
  const homes = workspaces.flatMap(({ homes: all }) => all.get(from) ?? [])
  const moves = await Promise.all(
    homes.map(async (portfolioId) => {
      const portfolio = await portfolioOf(deciding.store.read, organizationId, portfolioId)
      return { portfolioId, expectedHolder: portfolio && holderOf(portfolio) }
    }),
  )
  const thatDay = { ...deciding, clock: { now: () => new Date(`${on}T15:30:00.000Z`) } }
  await decided(thatDay, organizationId, founderId, {
    type: 'handover.start',
    args: {
      handoverId: newId('handover'),
      plan: {
        from: leaver,
        to: receiver,
        moves,
        shown: null,
        afterwards: 'deactivate',
        newHomes: [],
        access: [],
      },
    },
  })
}

async function decided(
  deciding: Deciding,
  organizationId: string,
  founderId: string,
  command: { type: string; args: unknown },
): Promise<void> {
  const answer = await decideUserCommand(deciding, organizationId, founderId, {
    id: newId('command'),
    ...command,
  })
  if (answer.status === 'refused')
    throw new Error(`the demo's ${command.type} was refused: ${answer.message}`)
}
