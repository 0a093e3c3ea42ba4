import { newId } from '../../../sync-server/new-id.ts'
import { ms, timed } from '../median.ts'
import type { DeviceWorld } from '../device/world.ts'

const ROWS = 500

/** AUD-1: a page of a long history, newest first, by what it can be filtered by. Decided changes and edits of records together. */
export async function longHistory(world: DeviceWorld, count: number): Promise<void> {
  const { running, client, whose } = world
  const { organizationId, userId } = whose
  const { folderId, ids } = await world.folder(1_000)
  const entries = async () => {
    const of = (table: 'history' | 'content_history') =>
      running.store.read
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('organization_id', '=', organizationId)
        .executeTakeFirstOrThrow()
    return (await of('history')).count + (await of('content_history')).count
  }
  const missing = Math.max(0, count - (await entries()))
  const begun = Date.parse('2026-01-01T08:00:00.000Z')
  for (let from = 0; from < missing; from += ROWS)
    await running.store.write((tx) =>
      tx
        .insertInto('content_history')
        .values(
          Array.from({ length: Math.min(ROWS, missing - from) }, (_, i) => {
            const record = ids[(from + i) % ids.length] ?? ''
            return {
              id: `edt_${String(from + i).padStart(12, '0')}`,
              organization_id: organizationId,
              at: new Date(begun + (from + i) * 60_000).toISOString(),
              user_id: i % 10 === 0 ? userId : newId('user'),
              folder_id: folderId,
              document: `content/${folderId}/0`,
              record_id: record,
              field: 'city',
              before: JSON.stringify(`Rotterdam ${i}`),
              after: JSON.stringify(`Delft ${i}`),
            }
          }),
        )
        .execute(),
    )
  const total = await entries()
  const record = ids[17] ?? ''
  const filters: Record<string, Record<string, string>> = {
    'no filter': {},
    'one person': { user: userId },
    'kind: people': { kinds: 'people' },
    'a month': { from: '2026-02-01T00:00:00.000Z', until: '2026-03-01T00:00:00.000Z' },
    'one record': { record },
  }
  const times: string[] = []
  for (const [name, filter] of Object.entries(filters)) {
    const taken = await timed(7, async () => {
      const answer = await client.get(`/api/history?${new URLSearchParams({ organizationId, ...filter })}`)
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    })
    times.push(`${name} ${ms(taken)}`)
  }
  console.log(
    `\nHistory of ${total.toLocaleString('en')} entries, a page of 50 over HTTP\n      ${times.join('\n      ')}`,
  )
}
