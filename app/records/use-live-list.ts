import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { ListQuery, LiveList, RecordRow, ReplicaContent } from '../../shared/replica/replica.ts'
import type { RowWindow } from '../../shared/ui/row-source.ts'

/** Rows are read in steps of so many, with one step before and behind what is in view. */
const STEP = 50

interface Loaded {
  list: LiveList
  total: number
  from: number
  rows: readonly RecordRow[]
}

export interface ShownList {
  list: LiveList
  /** All that match, in order; whole when `loading` is false. Made when it is asked for. */
  readonly ids: readonly string[]
  total: number
  loading: boolean
  /** The rows in and around the view. */
  rows: RowWindow<RecordRow>
}

/** A live list as a table takes it: the rows in view, read again whenever they may have changed. */
export function useLiveList(content: ReplicaContent, folderId: string, query: ListQuery): ShownList {
  const key = JSON.stringify(query)
  const list = useMemo(() => content.list(folderId, query), [content, folderId, key])
  useEffect(() => () => list.close(), [list])
  const state = list.state.value
  const { total, loading, version } = state
  const [step, setStep] = useState({ first: 0, last: 0 })
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const from = Math.max(0, step.first - 1) * STEP
  const to = Math.min(total, (step.last + 2) * STEP)

  useEffect(() => {
    if (loading && total === 0) return
    let gone = false
    list.rows(from, to).then(
      (rows) => !gone && setLoaded({ list, total, from, rows }),
      (problem: unknown) => console.error(problem),
    )
    return () => {
      gone = true
    }
  }, [list, version, from, to, total, loading])

  // Until the first rows of another filter are there, those of the one before stay, or typing would make the list blink.
  const before = loaded !== null && loaded.list !== list
  const onVisible = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / STEP), last: Math.floor(last / STEP) }
    setStep((now) => (now.first === next.first && now.last === next.last ? now : next))
  }, [])
  return {
    list,
    get ids() {
      return state.ids
    },
    total: before ? loaded.total : total,
    loading: before || loading || loaded === null,
    rows: {
      count: before ? loaded.total : total,
      at: (index) => (loaded === null ? undefined : loaded.rows[index - loaded.from]),
      onVisible,
    },
  }
}
