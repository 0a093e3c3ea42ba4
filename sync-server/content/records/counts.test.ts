import fc from 'fast-check'
import { expect, it } from 'vitest'
import { namesOf } from '../../../shared/domain/documents/document-name.ts'
import { putRow } from '../../store/rows/rows.ts'
import { ContentWorld, ORG } from '../content-world.ts'
import { created, FOLDER, HOMES, NOW, record, WORKSPACE } from '../guard/guard-world.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'

const PORTFOLIOS = [HOMES.olga, HOMES.anna, HOMES.ben]

const operation = fc.record({
  record: fc.nat(4),
  do: fc.oneof(
    fc.record({ create: fc.constantFrom(...PORTFOLIOS), stage: fc.constantFrom('open', 'won', null) }),
    fc.record({ field: fc.constant('portfolio'), value: fc.constantFrom(...PORTFOLIOS, undefined) }),
    fc.record({
      field: fc.constant('stage'),
      value: fc.constantFrom('open', 'won', 'lost', null, undefined),
    }),
    fc.record({ field: fc.constant('deleted'), value: fc.constantFrom(NOW, null, undefined) }),
  ),
})

it('[HAND-6] counts stay exact whatever is created, moved, won, deleted or restored, and by whom', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('olga' as const, 'anna' as const), operation), { maxLength: 25 }),
      async (operations) => {
        const world = await ContentWorld.open()
        try {
          for (const [name, step] of operations) {
            const device = await world.copy()
            const id = record(`r${step.record}`)
            if ('create' in step.do)
              recordsOf(device).set(id, created(step.do.create, { stage: step.do.stage }))
            else if (step.do.value === undefined) editsOf(device).delete(`${id}/${step.do.field}`)
            else editsOf(device).set(`${id}/${step.do.field}`, step.do.value)
            expect(await world.send(name, device)).toEqual({ status: 'saved' })
          }
          const running = await world.counts(...PORTFOLIOS)
          await world.store.write((tx) => world.documents.recount(tx, ORG, FOLDER.id))
          expect(running).toEqual(await world.counts(...PORTFOLIOS))
        } finally {
          await world.close()
        }
      },
    ),
    { numRuns: 12 },
  )
})

it('[REC-1] counts a folder anew when other stages mean won', async () => {
  const world = await ContentWorld.open()
  const anna = await world.copy()
  recordsOf(anna).set(record('one'), created(HOMES.anna, { stage: 'won' }))
  recordsOf(anna).set(record('two'), created(HOMES.anna, { stage: 'lost' }))
  await world.send('anna', anna)
  expect(await world.counts(HOMES.anna)).toMatchObject([{ open: 0, all: 2 }])
  const document = namesOf(WORKSPACE)
  const write = (stage: typeof FOLDER.stage) =>
    world.store.write(async (tx) => {
      const value = { ...FOLDER, stage }
      await putRow(tx, ORG, 'folder', value)
      await world.documents.writeDirectory(tx, ORG, [{ document, key: `folder/${FOLDER.id}`, value }])
    })
  await write(FOLDER.stage)
  await write({ fieldId: 'stage', won: ['won'], lost: [] })
  expect(await world.counts(HOMES.anna)).toMatchObject([{ open: 1, all: 2 }])
  await world.close()
})
