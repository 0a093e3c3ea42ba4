import { EMPTY_PROFILE } from '../../../shared/domain/model/user.ts'
import * as Y from 'yjs'
import type { Standing } from '../../../shared/domain/decide/actor.ts'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import type { Level, Membership } from '../../../shared/domain/model/membership.ts'
import { homePortfolio, type Portfolio } from '../../../shared/domain/model/portfolio.ts'
import { newDocument, SERVER_CLIENT, updateOf } from './apply-update.ts'
import { portfoliosToKnow } from './facts.ts'
import { apply, type ApplyResult, check, type CheckResult } from './guard.ts'
import { editsOf, recordsOf } from './maps.ts'

/** A folder with people around it, for tests of the guard: Olga is Owner, Anna and Ben are Agents, Rita may nothing here. */
export const NOW = '2026-05-03T10:00:00.000Z'
const id = (kind: string, name: string) => `${kind}_${name.padEnd(16, '0')}`
export const WORKSPACE = id('wsp', 'sales')
export const USERS = {
  olga: id('usr', 'olga'),
  anna: id('usr', 'anna'),
  ben: id('usr', 'ben'),
  rita: id('usr', 'rita'),
}
export type Name = keyof typeof USERS
export const HOMES = { olga: id('pfo', 'olga'), anna: id('pfo', 'anna'), ben: id('pfo', 'ben') }
export const record = (name: string) => id('rec', name)

export const FOLDER: Folder = {
  id: id('fld', 'deals'),
  workspaceId: WORKSPACE,
  name: 'Deals',
  kind: 'records',
  fields: [
    { id: 'phone', name: 'Phone', type: 'phone' },
    { id: 'worth', name: 'Worth', type: 'money' },
    { id: 'stage', name: 'Stage', type: 'choice', choices: ['open', 'won', 'lost'] },
    { id: 'fax', name: 'Fax', type: 'text', archived: true },
  ],
  stage: { fieldId: 'stage', won: ['won'], lost: ['lost'] },
  createdAt: NOW,
  archivedAt: null,
}

export const created = (portfolio: string, values: Record<string, unknown> = {}, title = 'Acme') => ({
  title,
  portfolio,
  createdAt: NOW,
  values,
})

export function standing(name: Name, level: Level | null, more: Partial<Membership> = {}): Standing {
  const userId = USERS[name]
  return {
    user: {
      id: userId,
      name,
      ...EMPTY_PROFILE,
      email: `${name}@orbis.example`,
      emailKey: `${name}@orbis.example`,
      formerly: [],
      role: 'member',
      state: 'active',
      createdAt: NOW,
      joinedAt: NOW,
      leftAt: null,
      lastActiveAt: null,
    },
    memberships: level ? [{ userId, workspaceId: WORKSPACE, level, restrictions: [], ...more }] : [],
    isAccountOwner: false,
  }
}

/** With the update that others get of it; null: nothing new. */
export type Received = (ApplyResult & { update?: Uint8Array | null }) | (CheckResult & { status: 'refused' })

export class GuardWorld {
  doc = newDocument()
  folder = FOLDER
  readonly people: Record<Name, Standing> = {
    olga: standing('olga', 'owner'),
    anna: standing('anna', 'agent'),
    ben: standing('ben', 'agent'),
    rita: standing('rita', null),
  }
  readonly portfolios = new Map<string, Portfolio>(
    (['olga', 'anna', 'ben'] as const).map((name) => [
      HOMES[name],
      homePortfolio(HOMES[name], WORKSPACE, USERS[name], NOW),
    ]),
  )
  readonly owners = new Map<number, string>()
  /** Every update that others received. */
  readonly sent: Uint8Array[] = []

  /** What the server does with an update, or with a piece of a device's own. */
  receive(name: Name, bytes: Uint8Array, isOwn = false): Received {
    const userId = USERS[name]
    const ownerOf = (client: number) => (client === SERVER_CLIENT ? null : this.owners.get(client))
    const result = check(this.doc, bytes, { userId, ownerOf, isOwn })
    if (result.status === 'refused') return result
    for (const client of result.checked.newClients) this.owners.set(client, userId)
    const known = portfoliosToKnow(this.doc, result.checked)
    const portfolios = new Map([...this.portfolios].filter(([portfolioId]) => known.has(portfolioId)))
    const applied = apply(this.doc, bytes, result.checked, {
      actor: this.people[name],
      folder: this.folder,
      portfolios,
    })
    if (applied.status !== 'applied') return applied
    const update = updateOf(this.doc, applied.made)
    if (update) this.sent.push(update)
    return { ...applied, update }
  }

  /** A device with a copy of the document as it stands, under a client id of its own or a given one. */
  device(client?: number): Y.Doc {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc))
    if (client !== undefined) doc.clientID = client
    return doc
  }

  /** Synchronises a device as y-websocket does: it answers our step 1 before it hears what is new. */
  sync(name: Name, device: Y.Doc): Received {
    const result = this.receive(name, Y.encodeStateAsUpdate(device, Y.encodeStateVector(this.doc)))
    Y.applyUpdate(device, Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(device)), 'server')
    return result
  }

  values = () => valuesOf(this.doc)
}

export const valuesOf = (doc: Y.Doc) => ({ records: recordsOf(doc).toJSON(), edits: editsOf(doc).toJSON() })
