import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { acceptInvitation } from '../../shared/domain/commands/invitation-accept.ts'
import { foundOrganization } from '../../shared/domain/commands/organization-found.ts'
import { EDITS_MAP, RECORDS_MAP, ROWS_MAP } from '../../shared/domain/documents/document-name.ts'
import type { Level, Restriction } from '../../shared/domain/model/membership.ts'
import type { Role } from '../../shared/domain/model/user.ts'
import { accountActor, accountOf, accountWithAddress } from '../../sync-server/auth/accounts.ts'
import { beginSession } from '../../sync-server/auth/sessions.ts'
import { isoNow, systemClock } from '../../sync-server/clock.ts'
import { Documents } from '../../sync-server/content/documents.ts'
import { decideCommand, decideUserCommand } from '../../sync-server/decide/decide-command.ts'
import type { Deciding } from '../../sync-server/decide/ports.ts'
import { newId } from '../../sync-server/new-id.ts'
import { openSqliteStore } from '../../sync-server/store/sqlite-store.ts'
import { fetchCopies } from './copies.ts'
import { contactText, itemText } from './marks.ts'
import { type ReadDocuments, ServerDisk } from './server-disk.ts'
import type { DatabaseCopy } from './virtual-browser.ts'
import type { Store } from '../../sync-server/store/store.ts'
import { enter, World } from './virtual-time.ts'

type Where = 'sales' | 'support'
interface Described {
  role?: Role
  levels: Partial<Record<Where, Level>>
  /** ROLE-10, in every workspace of theirs. */
  restrictions?: Restriction[]
}

/** Who works here when a run begins. The first founded it. */
const PEOPLE: Record<string, Described> = {
  ada: { role: 'admin', levels: { sales: 'owner', support: 'owner' } },
  bea: { role: 'admin', levels: {} },
  cem: { role: 'user-admin', levels: {} },
  dan: { levels: { sales: 'owner' } },
  eva: { levels: { sales: 'manager', support: 'agent' } },
  fin: { levels: { sales: 'agent' } },
  gus: { levels: { sales: 'agent', support: 'manager' } },
  hal: { levels: { support: 'agent' } },
  ida: { levels: {} },
  jan: { levels: { sales: 'agent' }, restrictions: ['own-items-only'] },
  mia: { levels: { sales: 'agent', support: 'agent' }, restrictions: ['masked-contacts'] },
  ned: { levels: { support: 'agent' }, restrictions: ['own-items-only', 'masked-contacts', 'no-delete'] },
}
/** They have accounts and may be invited. */
const STRANGERS = ['joe', 'kai', 'lea']

export interface Person {
  name: string
  /** What the directory calls them, and nobody else. */
  fullName: string
  email: string
  accountId: string
  token: string
  /** In a workspace, when a run begins. */
  works: boolean
  /** Of strangers: the user they become is made by whoever invites them. */
  userId: string | null
}

/** One organization in a database file that every run begins with. */
export interface Company {
  file: string
  organizationId: string
  people: Person[]
  strangers: Person[]
  workspaces: Record<Where, string>
  folders: string[]
  /** What a device of each of the people has that has been here for long, by name. */
  copies: Map<string, DatabaseCopy>
  /** What the file's documents say. */
  read: ReadDocuments
  remove(): void
}

/** Before anybody has been there. */
export type Founded = Omit<Company, 'copies' | 'read'>

const fullNameOf = (name: string) => `${name[0]!.toUpperCase()}${name.slice(1)} ${name}stein-of-acme`

/** Some items of everybody who has a home there, in one shard. */
function fill(
  { store, documents }: { store: Store; documents: Documents },
  organizationId: string,
  folderId: string,
  shard: number,
): Promise<void> {
  return store.write(async (tx, outcome) => {
    const homes = await tx
      .selectFrom('portfolios')
      .innerJoin('folders', 'folders.workspace_id', 'portfolios.workspace_id')
      .select('portfolio_id')
      .where('folder_id', '=', folderId)
      .where('home_of', 'is not', null)
      .execute()
    const createdAt = isoNow(systemClock)
    const published = await documents.writeContent(tx, organizationId, folderId, shard, (records) => {
      for (const [n, { portfolio_id: portfolio }] of homes.entries()) {
        const id = newId('record')
        const values = { stage: 'new', amount: n, phone: contactText(id, `+49 ${n}`) }
        records.set(id, { title: itemText(id, `Item ${n}`), portfolio, createdAt, values })
      }
    })
    outcome.onCommit(() => published.publish())
  })
}

/** Builds it with the server's own commands. */
export async function buildCompany(): Promise<Company> {
  const world = new World(1, -60 * 60_000)
  const leave = enter(world)
  let built: Founded | null = null
  let failed: unknown = null
  try {
    world.schedule(
      0,
      () =>
        void build().then(
          (made) => (built = made),
          (problem: unknown) => (failed = problem),
        ),
    )
    await world.runUntil(world.now + 60_000, () => built !== null || failed !== null)
    if (!built) throw failed ?? new Error('the company was not built in time')
    const copies = await fetchCopies(world, built)
    return { ...(built as Founded), copies, read: readDocuments(built) }
  } finally {
    leave()
  }
}

function readDocuments({ file, organizationId }: Founded): ReadDocuments {
  // A copy of this file is no restored backup.
  const database = new DatabaseSync(file)
  database.exec('update lineage set mark = 0')
  database.close()
  const disk = new ServerDisk(file)
  for (const name of disk.documentNames(organizationId))
    for (const map of [ROWS_MAP, RECORDS_MAP, EDITS_MAP]) disk.values(organizationId, name, map)
  disk.close()
  return disk.read
}

async function build(): Promise<Founded> {
  // In memory, where the system has such a place: what is simulated is another disk.
  const inMemory = '/dev/shm'
  const folder = mkdtempSync(path.join(existsSync(inMemory) ? inMemory : tmpdir(), 'handover-simulation-'))
  const store = await openSqliteStore(folder)
  const documents = new Documents(store)
  const sockets = { reconsider: () => undefined, closeUser: () => undefined }
  const deciding: Deciding = {
    store,
    documents,
    sockets,
    clock: systemClock,
    mailLimits: null,
    wakeJobs: () => undefined,
  }
  const organizationId = newId('organization')
  const workspaces = { sales: newId('workspace'), support: newId('workspace') }

  const account = async (name: string): Promise<Person> => {
    const email = `${name}@acme.test`
    const accountId = await store.write((tx) => accountWithAddress(tx, email, isoNow(systemClock)))
    const { token } = await beginSession(
      { store, clock: systemClock },
      { accountId, kind: 'extension', label: 'a device' },
    )
    return { name, fullName: fullNameOf(name), email, accountId, token, works: false, userId: null }
  }
  const actorOf = async ({ accountId }: Person) => accountActor((await accountOf(store.read, accountId))!)
  const must = async (what: string, answer: Promise<{ status: string }>) => {
    const given = await answer
    if (given.status !== 'accepted') throw new Error(`${what}: ${JSON.stringify(given)}`)
  }
  const command = (type: string, args: unknown) => ({ id: newId('command'), type, args })

  const people: Person[] = []
  for (const [name, { role = 'member', levels, restrictions = [] }] of Object.entries(PEOPLE)) {
    const works = Object.keys(levels).length > 0
    const person = { ...(await account(name)), works, userId: newId('user') }
    people.push(person)
    const actor = await actorOf(person)
    const [founder] = people
    if (founder === person) {
      const founding = {
        organizationId,
        name: 'Acme',
        timeZone: 'Europe/Berlin',
        currency: 'EUR',
        userId: person.userId,
        userName: person.fullName,
        workspaceId: workspaces.sales,
        workspaceName: 'sales',
        tasksFolderId: newId('folder'),
        portfolioId: newId('portfolio'),
      }
      await must(
        'founding',
        decideCommand(
          deciding,
          organizationId,
          { actorId: person.accountId, userId: null },
          command('organization.found', {}),
          {
            decide: (_command, now) => foundOrganization(founding, actor, now),
            words: () => 'Found Acme',
          },
        ),
      )
      const support = {
        workspaceId: workspaces.support,
        name: 'support',
        tasksFolderId: newId('folder'),
        portfolioId: newId('portfolio'),
      }
      await must(
        'support',
        decideUserCommand(deciding, organizationId, person.userId, command('workspace.create', support)),
      )
      continue
    }
    const invitationId = newId('invitation')
    const places = Object.entries(levels).map(([where, level]) => ({
      workspaceId: workspaces[where as Where],
      level,
      restrictions,
      portfolioId: newId('portfolio'),
    }))
    const args = {
      userId: person.userId,
      invitationId,
      email: person.email,
      name: person.fullName,
      role,
      workspaces: places,
    }
    await must(
      `inviting ${name}`,
      decideUserCommand(deciding, organizationId, founder!.userId!, command('user.invite', args)),
    )
    await must(
      `${name} accepting`,
      decideCommand(
        deciding,
        organizationId,
        { actorId: person.accountId, userId: null },
        command('invitation.accept', {}),
        {
          decide: (_command, now) => acceptInvitation({ invitationId }, actor, now),
          words: () => 'Accept',
        },
      ),
    )
  }
  const strangers: Person[] = []
  for (const name of STRANGERS) strangers.push(await account(name))
  const folders: string[] = []
  for (const [index, workspaceId] of [workspaces.sales, workspaces.support, workspaces.sales].entries()) {
    const folderId = newId('folder')
    folders.push(folderId)
    const stage = { id: 'stage', name: 'Stage', type: 'choice', choices: ['new', 'won', 'lost'] }
    await must(
      'folder',
      decideUserCommand(
        deciding,
        organizationId,
        people[0]!.userId!,
        command('folder.create', {
          folderId,
          workspaceId,
          name: `Folder ${index}`,
          fields: [
            stage,
            { id: 'amount', name: 'Amount', type: 'money' },
            { id: 'note', name: 'Note', type: 'text' },
            { id: 'phone', name: 'Phone', type: 'phone' },
          ],
          stage: { fieldId: 'stage', won: ['won'], lost: ['lost'] },
        }),
      ),
    )
  }
  for (const folderId of folders) await fill({ store, documents }, organizationId, folderId, 0)
  // One folder has grown.
  await fill({ store, documents }, organizationId, folders[0]!, 1)
  await store.close()
  return {
    file: path.join(folder, 'handover.sqlite'),
    organizationId,
    people,
    strangers,
    workspaces,
    folders,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
