import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { HistoryEntry } from '../../shared/protocol/http.ts'
import type { ConnectionState } from '../../shared/replica/replica.ts'
import type { HistoryQuery, Session } from '../../shared/replica/session.ts'

export type HistoryState =
  | { status: 'loading' }
  | { status: 'loaded' }
  | { status: 'offline' }
  | { status: 'refused'; message: string }

/** The answer to one's own change comes to the screen a moment before it is in the history, and changes come in numbers. */
const SETTLED = 500

/**
 * Pages of the history, newest first; asks again when the connection comes back, and when `seen` is another: whatever the
 * screen shows that a new entry would have changed. Who has gone on to earlier pages is left alone.
 */
export function useHistoryPages(
  session: Session,
  query: Omit<HistoryQuery, 'before'>,
  connection: ConnectionState,
  seen?: unknown,
) {
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([])
  const [next, setNext] = useState<string | null>(null)
  const [state, setState] = useState<HistoryState>({ status: 'loading' })
  const [attempt, again] = useReducer((count: number) => count + 1, 0)
  const key = JSON.stringify(query)
  const current = useRef(key)
  current.current = key
  const online = connection === 'online'
  const isFirstPage = useRef(true)
  const lastSeen = useRef(seen)

  const load = async (before: string | null, how: 'shown' | 'quietly' = 'shown') => {
    if (how === 'shown') setState({ status: 'loading' })
    const reply = await session.history({ ...query, ...(before && { before }) })
    if (current.current !== key) return // another filter was chosen meanwhile
    if (how === 'quietly' && (reply.status !== 'ok' || !isFirstPage.current)) return
    isFirstPage.current = before === null
    if (reply.status === 'offline') return setState({ status: 'offline' })
    if (reply.status === 'refused') return setState({ status: 'refused', message: reply.message })
    setEntries((shown) => (before ? [...shown, ...reply.answer.entries] : reply.answer.entries))
    setNext(reply.answer.next)
    setState({ status: 'loaded' })
  }
  useEffect(() => {
    setEntries([])
    setNext(null)
    void load(null)
  }, [key, attempt])
  useEffect(() => {
    if (online && state.status === 'offline') again(undefined)
  }, [online])
  useEffect(() => {
    const isNews = lastSeen.current !== seen
    lastSeen.current = seen
    if (!isNews || !online || !isFirstPage.current) return
    const timer = setTimeout(() => void load(null, 'quietly'), SETTLED)
    return () => clearTimeout(timer)
  }, [seen])
  return {
    entries,
    state,
    more: next !== null,
    loadMore: () => void load(next),
    retry: () => again(undefined),
  }
}
