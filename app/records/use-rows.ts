import { useEffect, useMemo, useState } from 'preact/hooks'
import type { ListQuery, RecordRow, ReplicaContent } from '../../shared/replica/replica.ts'

/** The first `limit` rows of a list, live. */
export function useRows(
  content: ReplicaContent,
  folderId: string,
  query: ListQuery,
  limit: number,
): { rows: readonly RecordRow[]; total: number; loading: boolean } {
  const key = JSON.stringify(query)
  const list = useMemo(() => content.list(folderId, query), [content, folderId, key])
  useEffect(() => () => list.close(), [list])
  const { total, loading, version } = list.state.value
  const [rows, setRows] = useState<readonly RecordRow[]>([])
  const [read, setRead] = useState(false)
  useEffect(() => {
    if (loading && total === 0) return
    let gone = false
    void list.rows(0, Math.min(limit, total)).then((found) => {
      if (gone) return
      setRows(found)
      setRead(true)
    })
    return () => {
      gone = true
    }
  }, [list, version, total, limit, loading])
  return { rows, total, loading: loading || !read }
}
