import { sql } from 'kysely'
import type { AddressUseKind } from '../../shared/domain/handover/address-uses.ts'
import type { Db, Tx } from '../store/store.ts'

export interface Use {
  emailKey: string
  kind: AddressUseKind
  /** ISO. */
  at: string
  /** Counted for this organization alone; else for each in which somebody had the address before. */
  organizationId?: string
  /** A second use of this kind on one day (UTC) is not counted. */
  onceADay?: boolean
}

/** Counts a use of an address where somebody had it before, and nowhere else (HAND-23). */
export async function noteAddressUse(tx: Tx, { emailKey, kind, at, organizationId, onceADay }: Use) {
  for (const id of await organizationsKnowing(tx, emailKey, organizationId))
    await tx
      .insertInto('address_uses')
      .values({ organization_id: id, email_key: emailKey, kind, uses: 1, last_at: at })
      .onConflict((conflict) => {
        const counted = conflict
          .columns(['organization_id', 'email_key', 'kind'])
          .doUpdateSet({ uses: sql<number>`address_uses.uses + 1`, last_at: at })
        return onceADay ? counted.where('address_uses.last_at', '<', at.slice(0, 10)) : counted
      })
      .execute()
}

/** Organizations in which this is an address that somebody had before. */
export async function organizationsKnowing(
  db: Db,
  emailKey: string,
  organizationId?: string,
): Promise<string[]> {
  let query = db
    .selectFrom('former_addresses')
    .select('organization_id')
    .distinct()
    .where('email_key', '=', emailKey)
  if (organizationId !== undefined) query = query.where('organization_id', '=', organizationId)
  return (await query.execute()).map((row) => row.organization_id)
}
