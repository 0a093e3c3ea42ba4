import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import type { Documents } from '../documents.ts'

/** So much of its past a document may always keep: renewing has every device fetch it anew. */
const PAST_ALLOWED = 5_000
/** And so many times what it holds. */
const MOST_PAST = 2
/** With so many times nobody may go on using it for ever, and it is renewed while they do. */
const MOST_PAST_IN_USE = 8
/** But not again so soon: somebody who writes for that alone must not have all the others fetch it each minute. */
const MINUTES_IN_USE = 10
/** Ids under which devices wrote, of which each has a place in every state vector, and of which a user may have 4,096. */
const MOST_CLIENTS = 1_024

/**
 * Gives documents that drag along more past than they hold another one without it: their next epoch. Not while somebody has
 * one open, who would have to fetch it anew at once; devices that were away say again what they had not saved.
 */
export async function renewWorn(store: Store, documents: Documents, clock: Clock): Promise<void> {
  const lately = new Date(clock.now().getTime() - MINUTES_IN_USE * 60_000).toISOString()
  for (const { organizationId, name, mayWait } of await wornDocuments(store)) {
    const isOpen = documents.isOpen(organizationId, name)
    if (isOpen && (mayWait || (await wasRenewedSince(store, organizationId, name, lately)))) continue
    await store.write(async (tx, outcome) => {
      const published = await documents.renewContent(tx, organizationId, name)
      if (!published) return
      outcome.onCommit(() => published.publish())
      outcome.onRollback(() => published.discard())
    })
  }
}

/** An epoch ends with the ids under which devices wrote in it. */
async function wasRenewedSince(
  store: Store,
  organizationId: string,
  document: string,
  since: string,
): Promise<boolean> {
  const ended = await store.read
    .selectFrom('ended_clients')
    .select('ended_at')
    .where('organization_id', '=', organizationId)
    .where('document', '=', document)
    .where('ended_at', '>', since)
    .limit(1)
    .executeTakeFirst()
  return ended !== undefined
}

async function wornDocuments(
  store: Store,
): Promise<{ organizationId: string; name: string; mayWait: boolean }[]> {
  const byPast = await store.read
    .selectFrom('document_wear')
    .select(['organization_id', 'name', 'live', 'past'])
    .where('past', '>', PAST_ALLOWED)
    .where(sql<boolean>`past > live * ${MOST_PAST}`)
    .execute()
  const byClients = await store.read
    .selectFrom('client_owners')
    .select(['organization_id', 'document'])
    .groupBy(['organization_id', 'document'])
    .having((having) => having.fn.countAll(), '>', MOST_CLIENTS)
    .execute()
  const worn = new Map<string, { organizationId: string; name: string; mayWait: boolean }>()
  const add = (organizationId: string, name: string, mayWait: boolean) =>
    worn.set(`${organizationId}\n${name}`, { organizationId, name, mayWait })
  for (const { organization_id, document } of byClients) add(organization_id, document, true)
  for (const { organization_id, name, live, past } of byPast)
    add(organization_id, name, Number(past) <= Math.max(Number(live), PAST_ALLOWED) * MOST_PAST_IN_USE)
  return [...worn.values()]
}
