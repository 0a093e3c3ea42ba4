import { computed } from '@preact/signals'
import fc from 'fast-check'
import { equalityDeep } from 'lib0/function'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import type { RecordRow, Replica } from '../../shared/replica/replica.ts'
import { type Network, Office, until } from './office.ts'

/** Two pages of one device on a folder, and what the test knows must come of it. */
interface Device {
  folderId: string
  device: string
  networks: Network[]
  pages: Replica[]
  created: string[]
  withdrawn: Set<string>
}
type Step = (office: Office, device: Device) => Promise<unknown>

const pageOf = ({ pages }: Device, n: number) => pages[n % pages.length]!
const recordOf = ({ created }: Device, n: number) => created[n % Math.max(1, created.length)]

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.nat(1).map((page): Step => async (_office, device) => {
      const id = newId('record')
      await pageOf(device, page).content.createRecord(device.folderId, {
        id,
        title: `Deal ${device.created.length}`,
        values: {},
      })
      device.created.push(id)
    }),
  },
  {
    weight: 6,
    arbitrary: fc
      .record({ page: fc.nat(1), record: fc.nat(9), field: fc.constantFrom('note', 'amount'), n: fc.nat(99) })
      .map(({ page, record, field, n }): Step => async (_office, device) => {
        const id = recordOf(device, record)
        if (id)
          await pageOf(device, page).content.edit(device.folderId, id, {
            [field]: field === 'note' ? `${n}` : n,
          })
      }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ page: fc.nat(1), nth: fc.nat(9) })
      .map(({ page, nth }): Step => async (_office, device) => {
        const replica = pageOf(device, page)
        const items = replica.pending.value
        const item = items[nth % Math.max(1, items.length)]
        if (!item || !(await replica.withdraw(item.seq))) return
        const title = /^Create “(.*)” in/.exec(item.words)?.[1]
        if (title !== undefined) device.withdrawn.add(title)
      }),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step>(async (_office, device) =>
      device.networks.forEach((network) => network.cut()),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step>(async (_office, device) =>
      device.networks.forEach((network) => network.mend()),
    ),
  },
  // The page that has the connection is closed; the other one takes over, and a new one opens.
  {
    weight: 1,
    arbitrary: fc.nat(1).map((page): Step => async (office, device) => {
      const n = page % device.pages.length
      await device.pages[n]?.close()
      device.pages[n] = await office.open(office.anna, {
        device: device.device,
        network: device.networks[n]!,
      })
    }),
  },
)

describe('whatever a device does in whatever order', () => {
  let office: Office
  let witness: Replica

  beforeAll(async () => {
    office = await Office.open()
    witness = await office.open(office.anna)
    await until(witness.ready, (ready) => ready)
  })
  afterAll(() => office?.close())

  /** Resolves with the rows when all have the same ones; what was saved reaches the others a moment later. */
  const agreed = async (replicas: Replica[], folderId: string, count: number): Promise<RecordRow[]> => {
    const lists = replicas.map((replica) => replica.content.list(folderId, {}))
    const versions = computed(() => lists.map(({ state }) => state.value.version))
    const stay = versions.subscribe(() => undefined)
    try {
      for (;;) {
        const before = versions.value
        const [first = [], ...others] = await Promise.all(lists.map((list) => list.rows(0, count + 1)))
        if (first.length === count && others.every((rows) => equalityDeep(rows, first))) return first
        await until(versions, (now) => !equalityDeep(now, before))
      }
    } finally {
      stay()
      for (const list of lists) list.close()
    }
  }

  it('[SYNC-3] [SYNC-6] what was not taken back is on every device in the end, once and the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const folderId = await office.folder(witness)
        const networks = [office.network(), office.network()]
        const device: Device = {
          folderId,
          device: newId('device'),
          networks,
          pages: [],
          created: [],
          withdrawn: new Set(),
        }
        for (const network of networks)
          device.pages.push(await office.open(office.anna, { device: device.device, network }))
        await Promise.all(
          device.pages.map((page) => until(page.content.synced(folderId), (sync) => sync === 'synced')),
        )
        for (const each of steps) await each(office, device)
        for (const network of networks) network.mend()
        await Promise.all(device.pages.map((page) => until(page.pending, (items) => items.length === 0)))

        const kept = device.created.filter((_, n) => !device.withdrawn.has(`Deal ${n}`))
        const there = await agreed([witness, ...device.pages], folderId, kept.length)
        expect(there.map(({ id }) => id).sort()).toEqual([...kept].sort())
        for (const page of device.pages) expect(page.refused.value).toEqual([])
        await Promise.all(device.pages.map((page) => page.close()))
      }),
      { numRuns: 12 },
    )
  })
})
