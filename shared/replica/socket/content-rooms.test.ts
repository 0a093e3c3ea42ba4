import 'fake-indexeddb/auto'
import { afterEach, expect, it } from 'vitest'
import { headsOf, ownOf, shardOf } from '../../domain/documents/document-name.ts'
import { ReplicaDatabase } from '../database.ts'
import { newId } from '../ids.ts'
import { ContentRooms } from './content-rooms.ts'
import type { DocumentRoom } from './document-room.ts'

const WORKSPACE = newId('workspace')
const [LARGE, OTHER] = [newId('folder'), newId('folder')]
const all = [
  ...Array.from({ length: 5 }, (_, i) => shardOf(OTHER, i)),
  ...[0, 1, 2, 3, 4].map((i) => shardOf(LARGE, i)),
]

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Before {
  /** Another page of the device has used it. */
  db?: ReplicaDatabase
  workspaceOf?: () => string | undefined
}

/** Rooms that were opened and never come by themselves. */
async function rooms({
  db = new ReplicaDatabase(newId('device')),
  workspaceOf = () => WORKSPACE,
}: Before = {}) {
  await db.open()
  const opened: string[] = []
  const content = new ContentRooms({
    db,
    open: (name) => {
      opened.push(name)
      return {
        name,
        synced: false,
        kick() {},
        follow() {},
        close: () => Promise.resolve(),
      } as unknown as DocumentRoom
    },
    isKnown: () => true,
    workspaceOf,
    hasHeard: () => true,
    onChange: () => undefined,
  })
  closing.push(async () => {
    await content.close()
    db.close()
  })
  await content.load()
  content.setOnline(true)
  const hear = () =>
    content.hear(WORKSPACE, {
      lineage: '',
      heads: new Map(all.map((name) => [name, 1])),
      all: true,
      own: false,
    })
  return { content, opened, db, hear }
}

it('fetches a few documents at the same time', async () => {
  const { opened, hear } = await rooms()
  await hear()
  expect(opened).toEqual(all.slice(0, 3))
})

it('opens what it has and a restored server does not name, which says there that it is another', async () => {
  const { content, opened, hear } = await rooms()
  const lost = shardOf(newId('folder'), 0)
  content.setHeld(lost, 7)
  for (const name of all) content.setHeld(name, 1)
  expect(opened).toEqual([])
  await hear()
  expect(opened).toEqual([lost])
})

it('fetches the first document of a folder that somebody waits for alone, then the others of it', async () => {
  const { content, opened, hear } = await rooms()
  content.looked([shardOf(LARGE, 0)])
  await hear()
  expect(opened).toEqual([shardOf(LARGE, 0)])
  content.setHeld(shardOf(LARGE, 0), 1)
  expect(opened).toEqual([0, 1, 2, 3].map((i) => shardOf(LARGE, i)))
})

it('[ROLE-10] says how much of a copy of its user’s own has come while the server writes it, and asks again after what it had', async () => {
  const { content, opened } = await rooms()
  const [first, second] = [0, 1].map((i) => ownOf(newId('user'), LARGE, i)) as [string, string]
  const hear = (heads: [string, number][], isAll: boolean) =>
    content.hear(WORKSPACE, { lineage: '', heads: new Map(heads), all: isAll, own: true })
  const unfinished: [string, number][] = [
    [first, 0],
    [second, 0],
  ]
  await hear(unfinished, true)
  expect(opened).toEqual([first, second])
  for (const name of [first, second]) content.setHeld(name, 0)
  expect(content.folders()[LARGE]).toEqual({ all: 2, here: 0, caughtUp: 0 })
  await hear([[first, 4]], false)
  content.setHeld(first, 4)
  expect(content.folders()[LARGE]).toEqual({ all: 2, here: 1, caughtUp: 1 })

  // Away in between, with something of what is written anew now: there may be something in it that must go.
  for (const name of [first, second]) await content.forget(name)
  for (const name of [first, second]) content.setHeld(name, 0)
  opened.splice(0)
  await hear(unfinished, true)
  expect(opened).toEqual([first, second])
})

it('[ROLE-10] waits for nothing more of a copy of its user’s own that a restored server does not name', async () => {
  const { content } = await rooms()
  const lost = ownOf(newId('user'), LARGE, 0)
  const hear = (heads: [string, number][], isAll: boolean) =>
    content.hear(WORKSPACE, { lineage: 'restored', heads: new Map(heads), all: isAll, own: true })
  content.setHeld(lost, 7)
  await hear([], true)
  // Its room came, with nothing of which a number is known.
  content.setHeld(lost, 0)
  expect(content.folders()[LARGE]).toEqual({ all: 1, here: 1, caughtUp: 1 })
  // Written anew after all.
  await hear([[lost, 0]], false)
  expect(content.folders()[LARGE]).toEqual({ all: 1, here: 0, caughtUp: 0 })
})

it('waits no more for a document begun here alone, whose edits were taken back after the server said what there is', async () => {
  const { content, db, hear } = await rooms()
  await hear()
  const folderId = newId('folder')
  const begun = shardOf(folderId, 0)
  const edit = { words: '', names: [], state: 'unsent', attempts: 0, held: 1, since: '' } as const
  await db.edits.put({ ...edit, names: [], seq: 1, document: begun })
  await content.edited(begun, [1])
  // Its room was told that the copy is of another lineage.
  content.setHeld(begun, undefined)
  expect(content.folders()[folderId]).toEqual({ all: 1, here: 0, caughtUp: 0 })
  await db.edits.clear()
  await content.edited(begun, [1])
  expect(content.folders()[folderId]).toBeUndefined()
})

it('opens what has come without a number and a restored server does not name', async () => {
  const begun = shardOf(newId('folder'), 0)
  const db = new ReplicaDatabase(newId('device'))
  await db.documents.put({ name: begun, upTo: 0, generation: 0, whole: true })
  for (const name of all) await db.documents.put({ name, upTo: 0, generation: 0, whole: true, head: 1 })
  const { opened, hear } = await rooms({ db })
  await hear()
  expect(opened).toEqual([begun])
})

it('takes no number of before a backup was restored for one of after, also when the page died as it heard so', async () => {
  const db = new ReplicaDatabase(newId('device'))
  for (const name of all) await db.documents.put({ name, upTo: 0, generation: 0, whole: true, head: 1 })
  const none = { upTo: 0, generation: 0, whole: false }
  await db.documents.put({ name: headsOf(WORKSPACE), ...none, epoch: 'before it' })
  const first = await rooms({ db })
  await first.hear()
  expect(first.opened).toEqual(all.slice(0, 3))
  const next = await rooms({ db })
  await next.hear()
  expect(next.opened).toEqual(all.slice(0, 3))
})

it('waits for no copy of its user’s own any more once they see all, though the folder is known only after what is in it', async () => {
  const db = new ReplicaDatabase(newId('device'))
  const own = ownOf(newId('user'), LARGE, 0)
  await db.documents.put({ name: own, upTo: 0, generation: 1, whole: false })
  let isNamed = false
  const { content, hear } = await rooms({ db, workspaceOf: () => (isNamed ? WORKSPACE : undefined) })
  await hear()
  for (const name of all) content.setHeld(name, 1)
  isNamed = true
  content.kick()
  expect(content.folders()[LARGE]).toEqual({ all: 5, here: 5, caughtUp: 5 })
})
