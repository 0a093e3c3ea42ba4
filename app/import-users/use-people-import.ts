import { useEffect, useRef, useState } from 'preact/hooks'
import type { PeopleMapping } from '../../shared/domain/import/people-columns.ts'
import { peopleMappingProblem } from '../../shared/domain/import/people-columns.ts'
import { MOST_PEOPLE } from '../../shared/domain/import/plan-people.ts'
import { userNameKey } from '../../shared/domain/model/profile.ts'
import type { Role } from '../../shared/domain/model/user.ts'
import type { ChosenPlace } from '../../shared/flows/people/places-input.tsx'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { ReaderClient } from '../import/reader-client.ts'
import type { FileRead, PeopleAsk, PeoplePlanned } from '../import/reader-messages.ts'
import { type PeopleOutcome, runPeople } from './run-people.ts'

export interface PeopleImport {
  file: { name: string; size: number } | null
  /** Of the file, 0 to 1; null: nothing is read. */
  reading: number | null
  problem: string | null
  table: FileRead | null
  mapping: PeopleMapping | null
  /** For rows that say nothing about it. */
  role: Role
  places: readonly ChosenPlace[]
  plan: PeoplePlanned | null
  progress: { done: number; of: number } | null
  outcome: PeopleOutcome | null
}

const START: PeopleImport = {
  file: null,
  reading: null,
  problem: null,
  table: null,
  mapping: null,
  role: 'member',
  places: [],
  plan: null,
  progress: null,
  outcome: null,
}

/** An import of people from choosing the file to its summary (CSV-1). The rows stay in a worker, so a large file freezes nothing. */
export function usePeopleImport(replica: Replica) {
  const [state, setState] = useState<PeopleImport>(START)
  const reader = useRef<ReaderClient | null>(null)
  const stopped = useRef(false)
  const put = (part: Partial<PeopleImport>) => setState((now) => ({ ...now, ...part }))
  const restart = () => {
    reader.current?.close()
    reader.current = null
    setState(START)
  }
  useEffect(() => () => reader.current?.close(), [])

  const takeFile = async (file: File) => {
    restart()
    const client = new ReaderClient()
    reader.current = client
    put({ file: { name: file.name, size: file.size }, reading: 0 })
    try {
      const read = await client.call('read', { file }, (done, of) => put({ reading: of > 0 ? done / of : 1 }))
      if (reader.current !== client) return
      if (read.status === 'refused') return put({ reading: null, problem: read.message })
      if (read.rowCount > MOST_PEOPLE)
        return put({
          reading: null,
          problem: `This file has ${read.rowCount.toLocaleString('en')} rows; at most ${MOST_PEOPLE.toLocaleString('en')} people come in at once. Split it into several.`,
        })
      const mapping = await client.call('guessPeople', {})
      put({ reading: null, table: read, mapping })
    } catch (problem) {
      put({ reading: null, problem: problem instanceof Error ? problem.message : String(problem) })
    }
  }

  // Planned anew with every choice: it has no effect, and is what the check shows.
  const { mapping, role, places, outcome } = state
  useEffect(() => {
    const client = reader.current
    if (!client || !mapping || outcome || state.progress) return
    if (peopleMappingProblem(mapping)) return put({ plan: null })
    let gone = false
    void client
      .call('planPeople', askFor(replica.directory.peek(), mapping, role, places))
      .then((plan) => !gone && reader.current === client && put({ plan }))
    return () => {
      gone = true
    }
  }, [mapping, role, places, outcome, state.progress])

  const run = async (later: boolean) => {
    const { plan } = state
    if (!plan) return
    stopped.current = false
    put({ progress: { done: 0, of: plan.create.length } })
    const done = await runPeople(
      replica,
      plan.create,
      later,
      (count) => put({ progress: { done: count, of: plan.create.length } }),
      () => stopped.current,
    )
    put({ outcome: done })
  }
  const failedFile = (): Promise<string> =>
    reader.current?.call('failedFile', { more: state.outcome?.refused.map(({ line }) => line) ?? [] }) ??
    Promise.resolve('')
  return {
    state,
    actions: {
      put,
      restart,
      takeFile,
      run,
      failedFile,
      stop: () => {
        stopped.current = true
      },
    },
  }
}

function askFor(
  directory: Directory,
  mapping: PeopleMapping,
  role: Role,
  places: readonly ChosenPlace[],
): PeopleAsk {
  const here = directory.users.filter(({ state }) => state !== 'erased')
  return {
    mapping,
    role,
    places,
    known: here.flatMap((user) =>
      user.emailKey ? [[user.emailKey, user.state === 'deactivated' ? 'left' : 'here'] as const] : [],
    ) as PeopleAsk['known'],
    userNames: here.flatMap((user) => (user.userName ? [userNameKey(user.userName)] : [])),
    workspaces: directory.workspaces
      .filter(({ archivedAt }) => !archivedAt)
      .map(({ id, name }) => ({ id, name })),
  }
}
