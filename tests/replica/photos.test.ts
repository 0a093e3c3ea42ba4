import 'fake-indexeddb/auto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ReplicaDatabase } from '../../shared/replica/database.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { waitFor } from '../../sync-server/testing/wait-for.ts'
import { SMALL_PHOTO } from '../harness/small-photo.ts'
import { Office, until } from './office.ts'

const URL = `data:image/jpeg;base64,${SMALL_PHOTO}`

let office: Office
let anna: Replica
beforeAll(async () => {
  office = await Office.open()
  anna = await office.open(office.anna)
  await until(anna.connection, (state) => state === 'online')
  await until(anna.ready, (ready) => ready)
})
afterAll(() => office?.close())

it('[USR-7] [SYNC-1] a photo is in the copy of each device that showed it, without a network too, until nobody has it', async () => {
  const ben = await office.join(anna, 'Ben', 'manager')
  const away = office.network()
  const bens = await office.open(ben, { network: away })
  await until(bens.ready, (ready) => ready)
  away.cut()
  await until(bens.connection, (state) => state !== 'online')
  const id = newId('photo')
  await bens.dispatch('user.set-photo', { userId: ben.userId, photo: { id, image: SMALL_PHOTO } })
  // Chosen here, and shown here, before the server has it.
  expect(bens.directory.value.user(ben.userId)?.photo).toBe(id)
  await until(bens.photo(id), (url) => url === URL)
  away.mend()
  await until(anna.directory, (directory) => directory.user(ben.userId)?.photo === id)

  const [device, network] = [newId('device'), office.network()]
  const online = await office.open(office.anna, { device, network })
  await until(online.photo(id), (url) => url === URL)
  const stored = async () => {
    const db = new ReplicaDatabase(device)
    const ids = await db.photos.toCollection().primaryKeys()
    db.close()
    return ids
  }
  await waitFor(async () => expect(await stored()).toEqual([id]))
  await online.close()
  network.cut()
  const offline = await office.open(office.anna, { device, network })
  await until(offline.photo(id), (url) => url === URL)
  network.mend()
  await until(offline.connection, (state) => state === 'online')
  await bens.dispatch('user.set-photo', { userId: ben.userId, photo: null })
  await until(offline.directory, (directory) => directory.user(ben.userId)?.photo === null)
  await waitFor(async () => expect(await stored()).toEqual([]))
})
