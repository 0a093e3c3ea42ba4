import { useEffect, useState } from 'preact/hooks'
import type { DeedsAnswer, MassChange } from '../../shared/protocol/http.ts'
import type { FieldValue } from '../../shared/domain/model/record.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { Session } from '../../shared/replica/session.ts'

export type Deeds =
  | { state: 'loading' }
  | { state: 'offline' }
  | { state: 'failed'; message: string }
  | { state: 'known'; deeds: DeedsAnswer }

/** What somebody exported, deleted and changed in masses in the last 30 days; asked again when what was put back is saved. */
export function useDeeds(replica: Replica, session: Session, userId: string): Deeds {
  const [deeds, setDeeds] = useState<Deeds>({ state: 'loading' })
  const online = replica.connection.value === 'online'
  const isSaved = replica.pending.value.length === 0
  useEffect(() => {
    if (!online) return setDeeds({ state: 'offline' })
    if (!isSaved) return
    let gone = false
    const { organizationId } = replica
    void session.post<DeedsAnswer>('/api/deeds', { organizationId, userId }).then((reply) => {
      if (gone) return
      if (reply.status === 'ok') setDeeds({ state: 'known', deeds: reply.answer })
      else if (reply.status === 'offline') setDeeds({ state: 'offline' })
      else setDeeds({ state: 'failed', message: reply.message })
    })
    return () => {
      gone = true
    }
  }, [session, replica, userId, online, isSaved])
  return deeds
}

/** Puts back what stood there before, record by record; what somebody else has changed since stays theirs. */
export async function putBack({ content }: Replica, { folderId, field, records }: MassChange): Promise<void> {
  const ids = records.map(({ recordId }) => recordId)
  if (field === 'deleted') return content.restore(folderId, ids)
  if (field === 'portfolio') {
    for (const [before, some] of Map.groupBy(records, (record) => record.before))
      if (typeof before === 'string')
        await content.assign(
          folderId,
          some.map(({ recordId }) => recordId),
          before,
        )
    return
  }
  for (const { recordId, before } of records)
    await content.edit(folderId, recordId, { [field]: (before ?? null) as FieldValue })
}
