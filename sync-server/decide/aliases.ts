import type { Tx } from '../store/store.ts'
import { idsIn, withIds } from './ids-in.ts'
import { takenIds } from './known-ids.ts'

/** Arguments with the ids that earlier commands merged away replaced by the real ones (INV-8). */
export async function withRealIds(tx: Tx, organizationId: string, args: unknown): Promise<unknown> {
  const ids = idsIn(args)
  if (ids.length === 0) return args
  const rows = await tx
    .selectFrom('aliases')
    .select(['alias', 'real_id'])
    .where('organization_id', '=', organizationId)
    .where('alias', 'in', ids)
    .execute()
  if (rows.length === 0) return args
  return withIds(args, new Map(rows.map((row) => [row.alias, row.real_id])))
}

/** Aliases worth keeping; an id may stand for itself where a command was sent twice under two command ids. */
export const realAliases = (aliases: Record<string, string> = {}): [given: string, real: string][] =>
  Object.entries(aliases).filter(([given, real]) => given !== real)

/**
 * Is one of the given ids somebody's already? Keeping such an alias would bend later commands about that row to another
 * one: an invitation sent with a colleague's id would make "block the colleague" block the invited person.
 */
export async function namesARow(
  tx: Tx,
  organizationId: string,
  aliases: [given: string, real: string][],
): Promise<boolean> {
  const taken = await takenIds(
    tx,
    organizationId,
    aliases.map(([given]) => given),
  )
  return taken.size > 0
}

export async function keepAliases(
  tx: Tx,
  organizationId: string,
  aliases: [given: string, real: string][],
): Promise<void> {
  if (aliases.length === 0) return
  await tx
    .insertInto('aliases')
    .values(aliases.map(([alias, real]) => ({ organization_id: organizationId, alias, real_id: real })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
