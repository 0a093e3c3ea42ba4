import { useEffect, useRef, useState } from 'preact/hooks'
import { mappingProblem, type Mapping } from '../../shared/domain/import/mapping.ts'
import { ownerKey } from '../../shared/domain/import/owner-key.ts'
import type { OwnerChoice, OwnerValue } from '../../shared/domain/import/owners.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { existingIds } from './existing-ids.ts'
import { colleaguesOf, fieldsOf, folderCommand, proposedTarget, type ImportTarget } from './import-target.ts'
import { ownerChoiceKey } from './owner-choice-key.ts'
import { choiceProblem, MOST_OWNERS, ownerLabel, personName, startChoice } from './owner-choices.ts'
import { planOwners } from './owner-plan.ts'
import { ReaderClient } from './reader-client.ts'
import type { FileRead, PlanAnswer } from './reader-messages.ts'
import { runImport, type ImportOutcome } from './run-import.ts'

export type ImportStep = 'file' | 'columns' | 'owners' | 'check' | 'run'

export interface ImportState {
  step: ImportStep
  file: { name: string; size: number } | null
  /** What is being done, 0 to 1; null: nothing. */
  reading: number | null
  problem: string | null
  table: FileRead | null
  target: ImportTarget | null
  mapping: Mapping | null
  helper: { name: string; size: number } | null
  helperProblem: string | null
  owners: readonly OwnerValue[]
  /** By `ownerKey(value)`. */
  choices: ReadonlyMap<string, OwnerChoice>
  /** For rows that name nobody. */
  otherwise: OwnerChoice
  busy: boolean
  plan: PlanAnswer | null
  progress: { done: number; of: number } | null
  outcome: ImportOutcome | null
}

const startState = (me: string): ImportState => ({
  step: 'file',
  file: null,
  reading: null,
  problem: null,
  table: null,
  target: null,
  mapping: null,
  helper: null,
  helperProblem: null,
  owners: [],
  choices: new Map(),
  otherwise: { kind: 'user', userId: me },
  busy: false,
  plan: null,
  progress: null,
  outcome: null,
})

/** An import from choosing the file to its summary. The rows stay in a worker; here is what the steps show. */
export function useImport(replica: Replica, workspaceId: string, folderId: string | null) {
  const [state, setState] = useState<ImportState>(() => startState(replica.userId))
  const reader = useRef<ReaderClient | null>(null)
  const stop = useRef(false)
  useEffect(
    () => () => {
      // Leaving the page stops the import; what is in stays.
      stop.current = true
      reader.current?.close()
      reader.current = null
    },
    [],
  )
  const worker = () => (reader.current ??= new ReaderClient())
  const put = (part: Partial<ImportState>) => setState((now) => ({ ...now, ...part }))
  const directory = () => replica.directory.value

  /** Work of which a bug or a broken file must not leave the page waiting for ever. */
  const working = async (work: () => Promise<Partial<ImportState>>) => {
    put({ busy: true, problem: null })
    try {
      put(await work())
    } catch (problem) {
      console.error(problem)
      put({ problem: 'This did not work. Choose the file again.', reading: null })
    }
    put({ busy: false })
  }

  const actions = {
    put,
    takeFile: (file: File) =>
      working(async () => {
        setState({
          ...startState(replica.userId),
          file: { name: file.name, size: file.size },
          reading: 0,
          busy: true,
        })
        const table = await worker().call('read', { file }, (done, of) =>
          put({ reading: of > 0 ? done / of : 1 }),
        )
        if (table.status === 'refused') return { reading: null, problem: table.message }
        const proposed = proposedTarget(directory(), workspaceId, file.name, replica.newId('folder'))
        const given = folderId !== null && directory().folder(folderId) !== null
        const target: ImportTarget = given ? { kind: 'existing', folderId } : proposed
        return { reading: null, table, target }
      }),

    toColumns: () =>
      working(async () => {
        if (!state.target) return {}
        const mapping = await worker().call('guess', { fields: [...fieldsOf(directory(), state.target)] })
        return { mapping, step: 'columns' }
      }),

    /** Makes a new field of a column a choice of the values that stand in it. */
    choicesOf: (column: number) => worker().call('choices', { column }),

    toOwners: () =>
      working(async () => {
        const { mapping, table, target } = state
        if (!mapping || !table || !target) return {}
        const problem = mappingProblem(mapping, table.header, fieldsOf(directory(), target))
        if (problem) return { problem }
        return { ...(await listed(mapping)), step: 'owners' }
      }),

    takeHelper: (file: File | null) =>
      working(async () => {
        const { mapping } = state
        const answer = await worker().call('readHelper', {
          file,
          owners: state.owners.map(({ value }) => value),
        })
        const refused = answer.status === 'refused' && file !== null
        return {
          helper: file && !refused ? { name: file.name, size: file.size } : null,
          helperProblem: refused ? answer.message : null,
          ...(mapping && (await listed(mapping))),
        }
      }),

    toCheck: () =>
      working(async () => {
        const { mapping, target } = state
        if (!mapping || !target) return {}
        const problem = choiceProblem([...state.choices.values(), state.otherwise])
        if (problem) return { problem }
        const existing = target.kind === 'existing' ? await existingIds(replica.content, target.folderId) : []
        const plan = await worker().call('plan', {
          folderId: target.folderId,
          mapping,
          fields: [...fieldsOf(directory(), target)],
          owners: { byKey: [...state.choices], otherwise: state.otherwise },
          colleagues: colleaguesOf(directory()),
          existing,
        })
        return plan.status === 'refused' ? { problem: plan.message } : { plan, step: 'check' }
      }),

    run: () =>
      working(async () => {
        const { mapping, target, plan } = state
        if (!mapping || !target || !plan) return {}
        stop.current = false
        put({ step: 'run', progress: { done: 0, of: plan.create }, outcome: null })
        const labels = new Map(state.owners.map(({ value, label }) => [ownerKey(value), label]))
        const names = new Map(
          [...state.choices].map(([key, choice]) => [ownerChoiceKey(choice), personName(labels.get(key))]),
        )
        const used = plan.owners.map(({ choice }) => ({ choice, name: names.get(ownerChoiceKey(choice)) }))
        const outcome = await runImport(
          replica,
          {
            folderId: target.folderId,
            folderCommand: folderCommand(workspaceId, target, mapping),
            owners: planOwners(directory(), workspaceId, used, replica.newId),
            records: await worker().call('records', {}),
          },
          (done, of) => put({ progress: { done, of } }),
          () => stop.current,
        )
        return { outcome }
      }),

    stop: () => {
      stop.current = true
    },
    failedFile: () => worker().call('failedFile', {}),
    restart: () => setState(startState(replica.userId)),
  }

  /** The owner values of the chosen column, with what is proposed for each; choices made by hand stay. */
  async function listed(mapping: Mapping): Promise<Partial<ImportState>> {
    const column = mapping.ownerColumn
    if (column === null)
      return { owners: [], choices: new Map(), otherwise: { kind: 'user', userId: replica.userId } }
    const found = await worker().call('owners', { column, colleagues: colleaguesOf(directory()) })
    if (found.length > MOST_OWNERS)
      return {
        owners: [],
        choices: new Map(),
        problem: `“${state.table?.header[column]}” has ${found.length.toLocaleString('en')} different values, too many to be people. Choose another column for who looks after it.`,
      }
    const header = state.table?.header[column] ?? ''
    const owners = found.map((owner) => ({ ...owner, label: ownerLabel(owner.label, header) }))
    const choices = new Map(
      owners.map((owner) => [ownerKey(owner.value), startChoice(directory(), workspaceId, owner)]),
    )
    return { owners, choices, otherwise: { kind: 'nobody', label: 'no name in the file' } }
  }

  return { state, actions }
}

export type ImportActions = ReturnType<typeof useImport>['actions']
