import { type ReadonlySignal, signal } from '@preact/signals'
import type { ItemCount } from '../domain/model/handover.ts'
import type { PreviewAnswer } from '../protocol/http.ts'
import type { Replica } from '../replica/replica.ts'
import type { Session } from '../replica/session.ts'

/** What lies in some portfolios, and how sure it is. */
export type CountedItems =
  | { state: 'counting' }
  /** The server's own counts, exact at that moment (DESIGN §2.6). */
  | { state: 'exact'; counts: ItemCount[]; devices: PreviewAnswer['devices'] }
  /** Counted on this device, which may not have everything yet. */
  | { state: 'device'; counts: ItemCount[] }
  /** Not known: offline, and this device keeps no records. */
  | { state: 'unknown' }

/** Counts what lies in the portfolios: exactly when the server answers, else from the device's own copy. */
export function countItems(
  replica: Replica,
  session: Session,
  portfolioIds: readonly string[],
): ReadonlySignal<CountedItems> {
  const counted = signal<CountedItems>({ state: 'counting' })
  void count(replica, session, [...portfolioIds]).then((result) => {
    counted.value = result
  })
  return counted
}

async function count(replica: Replica, session: Session, portfolioIds: string[]): Promise<CountedItems> {
  if (portfolioIds.length === 0) return { state: 'exact', counts: [], devices: [] }
  const reply = await session.preview({ organizationId: replica.organizationId, portfolioIds })
  if (reply.status === 'ok')
    return {
      state: 'exact',
      counts: reply.answer.counts.map(withoutPortfolio),
      devices: reply.answer.devices,
    }
  const counts = await replica.content.counts(portfolioIds)
  return counts.length > 0 ? { state: 'device', counts: counts.map(withoutPortfolio) } : { state: 'unknown' }
}

const withoutPortfolio = ({ workspaceId, folderId, kind, open, all }: ItemCount): ItemCount => ({
  workspaceId,
  folderId,
  kind,
  open,
  all,
})

/** The counts that are shown, or null where none are known. */
export const shownCounts = (counted: CountedItems): ItemCount[] | null =>
  counted.state === 'exact' || counted.state === 'device' ? counted.counts : null
