import type { Db } from '../store/store.ts'
import { replaceTokens, tokensIn } from './token.ts'

/**
 * Puts the values back into texts of the history. Where they were erased stands what the person is called since:
 * "(deleted user) 17". `inJson` gives the text as it stands within JSON.
 */
export async function revealing(
  db: Db,
  organizationId: string,
  texts: (string | null)[],
): Promise<{ plain(text: string): string; inJson(json: string): string }> {
  const userIds = [...new Set(texts.flatMap((text) => tokensIn(text ?? '').map(({ userId }) => userId)))]
  const values = new Map<string, string>()
  const names = new Map<string, string>()
  if (userIds.length > 0) {
    const kept = await db
      .selectFrom('personal_values')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('user_id', 'in', userIds)
      .execute()
    for (const row of kept) values.set(`${row.user_id} ${row.number}`, row.value)
    const people = await db
      .selectFrom('users')
      .select(['user_id', 'name'])
      .where('organization_id', '=', organizationId)
      .where('user_id', 'in', userIds)
      .execute()
    for (const row of people) names.set(row.user_id, row.name)
  }
  const valueOf = (userId: string, number: number) =>
    values.get(`${userId} ${number}`) ?? names.get(userId) ?? 'somebody'
  return {
    plain: (text) => replaceTokens(text, valueOf),
    inJson: (json) =>
      replaceTokens(json, (userId, number) => JSON.stringify(valueOf(userId, number)).slice(1, -1)),
  }
}
