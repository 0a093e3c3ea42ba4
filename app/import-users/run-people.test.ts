import { expect, it } from 'vitest'
import type { PlannedPerson } from '../../shared/domain/import/plan-people.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { runPeople } from './run-people.ts'

const people = Array.from({ length: 250 }, (_, i): PlannedPerson => ({
  ...{ line: i + 2, email: `p${i}@x.de`, name: '', role: 'member', places: [], profile: {} },
}))

/** A device whose server refuses the address p7@x.de, and which itself refuses p120@x.de. */
function device() {
  const dropped: string[] = []
  const batches: number[] = []
  const replica = {
    dispatchAll: (commands: readonly { args: { email: string } }[]) => {
      batches.push(commands.length)
      return Promise.resolve(
        commands.map(({ args: { email } }) => ({
          commandId: email,
          decision:
            email === 'p120@x.de'
              ? { status: 'refused', code: 'x', message: 'not here' }
              : { status: 'accepted', changes: [] },
        })),
      )
    },
    outcome: (id: string) =>
      Promise.resolve(
        id === 'p7@x.de'
          ? { id, status: 'refused', code: 'y', message: 'taken' }
          : { id, status: 'accepted' },
      ),
    dropRefused: (id: string) => Promise.resolve(dropped.push(id)),
  }
  return { replica: replica as unknown as Replica, dropped, batches }
}

it('[CSV-1] sends in pieces, names each refused row with its reason, and leaves none in the list of refused changes', async () => {
  const { replica, dropped, batches } = device()
  const progress: number[] = []
  const outcome = await runPeople(
    replica,
    people,
    true,
    (done) => progress.push(done),
    () => false,
  )
  expect(outcome).toEqual({
    created: 248,
    refused: [
      { line: 9, reason: 'taken' },
      { line: 122, reason: 'not here' },
    ],
    stopped: false,
  })
  expect([batches, progress, dropped]).toEqual([[100, 100, 50], [100, 200, 250], ['p7@x.de']])
})

it('[CSV-1] stops between two pieces; what came in stays', async () => {
  const { replica } = device()
  let calls = 0
  const outcome = await runPeople(
    replica,
    people,
    false,
    () => undefined,
    () => ++calls > 1,
  )
  expect(outcome).toMatchObject({ created: 99, stopped: true })
})
