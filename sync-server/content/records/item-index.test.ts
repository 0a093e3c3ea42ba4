import { afterEach, beforeEach, expect, it } from 'vitest'
import { taskFolder } from '../../../shared/domain/model/task-fields.ts'
import { shardOf } from '../../../shared/domain/documents/document-name.ts'
import { putRow } from '../../store/rows/rows.ts'
import { ContentWorld, ORG } from '../content-world.ts'
import { created, FOLDER, HOMES, NOW, record, WORKSPACE } from '../guard/guard-world.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'
import { indexOldContent } from './index-old-content.ts'
import { dueTasks } from './item-index.ts'

const TASKS = taskFolder('fld_tasks00000000000', WORKSPACE, NOW)
const SHARD = shardOf(TASKS.id, 0)

let world: ContentWorld
beforeEach(async () => {
  world = await ContentWorld.open()
  await world.store.write((tx) => putRow(tx, ORG, 'folder', TASKS))
})
afterEach(() => world.close())

const due = async (portfolio: string = HOMES.anna, until = '2026-05-10', limit = 10) => {
  const { tasks, all } = await dueTasks(world.store.read, ORG, [portfolio], until, limit)
  return [all, ...tasks.map((task) => `${task.title} ${task.due}`)]
}
async function edit(changes: Record<string, unknown>): Promise<void> {
  const device = await world.copy(SHARD)
  for (const [key, value] of Object.entries(changes)) {
    const [name = '', field] = key.split('/')
    if (field) editsOf(device).set(`${record(name)}/${field}`, value)
    else recordsOf(device).set(record(name), value)
  }
  expect(await world.send('olga', device, SHARD)).toEqual({ status: 'saved' })
}

it('[HAND-25] knows the open tasks of somebody up to a day, whatever was edited since', async () => {
  await edit({
    call: { ...created(HOMES.anna, { due: '2026-05-08' }), title: 'Call' },
    send: { ...created(HOMES.anna, { due: '2026-05-04' }), title: 'Send' },
    late: { ...created(HOMES.anna, { due: '2026-06-01' }), title: 'Late' },
    free: { ...created(HOMES.anna, {}), title: 'Without a day' },
    bens: { ...created(HOMES.ben, { due: '2026-05-05' }), title: 'Ben’s' },
  })
  expect(await due()).toEqual([2, 'Send 2026-05-04', 'Call 2026-05-08'])
  expect(await due(HOMES.anna, '2026-05-10', 1)).toEqual([2, 'Send 2026-05-04'])
  await edit({
    'send/done': 'done',
    'late/due': '2026-05-09',
    'late/title': 'Later',
    'bens/portfolio': HOMES.anna,
  })
  expect(await due()).toEqual([3, 'Ben’s 2026-05-05', 'Call 2026-05-08', 'Later 2026-05-09'])
  await edit({ 'call/deleted': NOW, 'late/due': null, 'send/done': null })
  expect(await due()).toEqual([2, 'Send 2026-05-04', 'Ben’s 2026-05-05'])
  expect(await due(HOMES.ben)).toEqual([0])
})

it('reads in what was written before there was an index, and goes on where it was', async () => {
  await edit({ call: { ...created(HOMES.anna, { due: '2026-05-08' }), title: 'Call' } })
  await world.store.write(async (tx) => {
    await tx.deleteFrom('due_tasks').execute()
    for (const folder of [FOLDER, TASKS])
      await tx.insertInto('folders_to_index').values({ organization_id: ORG, folder_id: folder.id }).execute()
  })
  expect(await due()).toEqual([0])
  await indexOldContent(world.store, world.documents)
  expect(await due()).toEqual([1, 'Call 2026-05-08'])
  expect(await world.store.read.selectFrom('folders_to_index').selectAll().execute()).toEqual([])
})
