import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { HistoryEntry } from '../../shared/protocol/http.ts'
import type { ConnectionState } from '../../shared/replica/replica.ts'
import type { HistoryQuery, Session } from '../../shared/replica/session.ts'

export type HistoryState =
  | { status: 'loading' }
  | { status: 'loaded' }
  | { status: 'offline' }
  | { status: 'refused'; message: string }

/** Pages of the history, newest first; asks again when the connection comes back. */
export function useHistoryPages(
  session: Session,
  query: Omit<HistoryQuery, 'before'>,
  connection: ConnectionState,
) {
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([])
  const [next, setNext] = useState<string | null>(null)
  const [state, setState] = useState<HistoryState>({ status: 'loading' })
  const [attempt, again] = useReducer((count: number) => count + 1, 0)
  const key = JSON.stringify(query)
  const current = useRef(key)
  current.current = key
  const online = connection === 'online'

  const load = async (before: string | null) => {
    setState({ status: 'loading' })
    const reply = await session.history({ ...query, ...(before && { before }) })
    if (current.current !== key) return // another filter was chosen meanwhile
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
  return {
    entries,
    state,
    more: next !== null,
    loadMore: () => void load(next),
    retry: () => again(undefined),
  }
}
