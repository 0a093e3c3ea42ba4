import { foundOrganization } from '../../shared/domain/commands/organization-found.ts'
import { acceptInvitation } from '../../shared/domain/commands/invitation-accept.ts'
import type { Actor } from '../../shared/domain/decide/actor.ts'
import { ORGANIZATION } from '../../shared/domain/documents/document-name.ts'
import type { Plan } from '../../shared/domain/model/handover.ts'
import type { Restriction } from '../../shared/domain/model/membership.ts'
import { systemClock } from '../../sync-server/clock.ts'
import { Documents } from '../../sync-server/content/documents.ts'
import { decideCommand, decideUserCommand } from '../../sync-server/decide/decide-command.ts'
import { newId } from '../../sync-server/new-id.ts'
import { openSqliteStore } from '../../sync-server/store/sqlite-store.ts'

const SHARD = 10_000

/** A real store with Anna, Ben and an Admin, and `size` records that Anna looks after. */
export interface Office {
  /** Previews and hands over all of Anna's to Ben; she leaves. */
  handOver(): Promise<void>
  /** Gives Ben these restrictions; resolves when the command was answered. */
  restrict(restrictions: Restriction[]): Promise<void>
  /** Another's write, that changes nothing. */
  waitForTurn(): Promise<void>
  /** Resolves when own copies are whole. */
  copiesWritten(): Promise<void>
  /** Forgets all documents in memory, as a start of the server does. */
  restart(): Promise<void>
  /** Puts it back as it was, so that every run is the first. */
  undo(): Promise<void>
  /** The command as sent, and the updates of the directory documents that an Admin's device receives for it. */
  bytesOfLastCommand(): Promise<{ command: number; documents: number }>
  close(): Promise<void>
}

export async function office(folder: string, size: number): Promise<Office> {
  const store = await openSqliteStore(folder)
  let documents = new Documents(store)
  const sockets = { reconsider: () => undefined, closeUser: () => undefined }
  const deciding = {
    store,
    documents,
    sockets,
    clock: systemClock,
    mailLimits: null,
    wakeJobs: () => undefined,
  }
  const organizationId = newId('organization')
  const ids = {
    admin: newId('user'),
    anna: newId('user'),
    ben: newId('user'),
    workspace: newId('workspace'),
    tasks: newId('folder'),
    folder: newId('folder'),
  }
  const homes = { admin: newId('portfolio'), anna: newId('portfolio'), ben: newId('portfolio') }
  const account = async (name: string): Promise<Actor & { kind: 'account' }> => {
    const accountId = newId('account')
    const email = `${name}@office.example`
    const at = new Date().toISOString()
    await store.write((tx) =>
      tx.insertInto('accounts').values({ account_id: accountId, name, created_at: at }).execute(),
    )
    return { kind: 'account', accountId, emailKeys: [email], email, name }
  }
  const must = async (answer: Promise<{ status: string }>) => {
    const result = await answer
    if (result.status !== 'accepted') throw new Error(JSON.stringify(result))
  }
  const founder = await account('admin')
  const founding = {
    ...{ organizationId, name: 'Office', timeZone: 'Europe/Berlin', currency: 'EUR', userId: ids.admin },
    ...{ userName: 'Admin', workspaceId: ids.workspace, workspaceName: 'Sales', tasksFolderId: ids.tasks },
    portfolioId: homes.admin,
  }
  const byAccount = (
    actor: Actor & { kind: 'account' },
    decide: Parameters<typeof decideCommand>[4]['decide'],
  ) =>
    decideCommand(
      deciding,
      organizationId,
      { actorId: actor.accountId, userId: null },
      { id: newId('command'), type: 'bench', args: {} },
      { decide, words: () => 'bench' },
    )
  await must(byAccount(founder, (_command, now) => foundOrganization(founding, founder, now)))
  let sent = 0
  const send = (type: string, args: unknown) => {
    const command = { id: newId('command'), type, args }
    sent = JSON.stringify(command).length
    return must(decideUserCommand(deciding, organizationId, ids.admin, command))
  }
  for (const name of ['anna', 'ben'] as const) {
    const invitationId = newId('invitation')
    const place = { workspaceId: ids.workspace, level: 'agent', restrictions: [], portfolioId: homes[name] }
    const email = `${name}@office.example`
    await send('user.invite', {
      userId: ids[name],
      invitationId,
      email,
      name,
      role: 'member',
      workspaces: [place],
    })
    const actor = await account(name)
    await must(byAccount(actor, (_command, now) => acceptInvitation({ invitationId }, actor, now)))
  }
  const fields = [
    { id: 'city', name: 'City', type: 'text' },
    { id: 'amount', name: 'Amount', type: 'money' },
  ]
  await send('folder.create', {
    folderId: ids.folder,
    workspaceId: ids.workspace,
    name: 'Deals',
    fields,
    stage: null,
  })
  for (let from = 0; from < size; from += SHARD) {
    const count = Math.min(SHARD, size - from)
    await store.write(async (tx, outcome) => {
      const published = await documents.writeContent(
        tx,
        organizationId,
        ids.folder,
        from / SHARD,
        (records) => {
          const createdAt = new Date().toISOString()
          for (let i = 0; i < count; i++)
            records.set(newId('record'), {
              title: `Customer ${from + i}`,
              portfolio: homes.anna,
              createdAt,
              values: { city: 'Rotterdam', amount: 1250 },
            })
        },
      )
      outcome.onCommit(() => published.publish())
      outcome.onRollback(() => published.discard())
    })
  }
  // What is handed back and forth: the one portfolio in which everything lies.
  const portfolioId = homes.anna
  let handoverId = ''
  return {
    async handOver() {
      const counts = await documents.itemCounts(store.read, organizationId, [portfolioId])
      const shown = counts.map(({ portfolioId: _portfolio, ...count }) => count)
      if (shown[0]?.all !== size) throw new Error(`expected ${size} items, counted ${shown[0]?.all}`)
      const plan: Plan = {
        from: ids.anna,
        to: ids.ben,
        moves: [{ portfolioId, expectedHolder: ids.anna }],
        shown,
        afterwards: 'deactivate',
        newHomes: [],
        access: [],
      }
      handoverId = newId('handover')
      await send('handover.start', { handoverId, plan })
    },
    restrict: (restrictions) =>
      send('membership.set', {
        userId: ids.ben,
        place: { workspaceId: ids.workspace, level: 'agent', restrictions, portfolioId: homes.ben },
      }),
    waitForTurn: () => store.write(() => Promise.resolve()),
    copiesWritten: () => documents.writeOwnCopies(),
    async restart() {
      await documents.stop()
      documents = deciding.documents = new Documents(store)
    },
    undo: () => send('handover.undo', { handoverId }),
    async bytesOfLastCommand() {
      // All that an Admin's device hears of it (`readable.ts`).
      const row = await store.read
        .selectFrom('document_updates')
        .select('data')
        .where('organization_id', '=', organizationId)
        .where('name', '=', ORGANIZATION)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      return { command: sent, documents: row?.data.byteLength ?? 0 }
    },
    close: () => store.close(),
  }
}
