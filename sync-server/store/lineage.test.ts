import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Lineage } from './lineage.ts'
import { openSqliteStore } from './sqlite-store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'handover-lineage-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A server's life over the folder: how its line is called, after it was noted so often. */
async function live(notes = 0): Promise<string> {
  const store = await openSqliteStore(folder)
  const lineage = await Lineage.open(store, folder)
  for (let i = 0; i < notes; i++) await lineage.note()
  await store.close()
  return lineage.id
}
const database = (name = 'handover.sqlite') => path.join(folder, name)

it('stays the same from start to start, and where the whole folder is moved', async () => {
  expect(await live()).toBe('')
  expect(await live(3)).toBe('')
  renameSync(folder, `${folder}-moved`)
  folder += '-moved'
  expect(await live()).toBe('')
})

it('is another one after a backup was copied back, and stays that', async () => {
  await live()
  copyFileSync(database(), database('backup'))
  await live(2)
  copyFileSync(database('backup'), database())
  const second = await live()
  expect(second).toMatch(/^r[0-9a-f]{10}$/)
  expect(await live()).toBe(second)
  // A younger backup of the same line, in another file.
  copyFileSync(database(), database('backup'))
  rmSync(database())
  renameSync(database('backup'), database())
  expect(await live()).not.toBe(second)
})

it('is another one after a backup was copied back in which nothing had been noted yet', async () => {
  const store = await openSqliteStore(folder)
  await store.close()
  copyFileSync(database(), database('backup'))
  await live()
  renameSync(database('backup'), database())
  expect(await live()).not.toBe('')
})

it('is another one where the database comes from elsewhere without what was noted beside it', async () => {
  await live()
  rmSync(path.join(folder, 'lineage.json'))
  expect(await live()).not.toBe('')
})

it('stays the same after an end between the two notes', async () => {
  await live()
  copyFileSync(path.join(folder, 'lineage.json'), database('old-note'))
  await live(1)
  copyFileSync(database('old-note'), path.join(folder, 'lineage.json'))
  expect(await live()).toBe('')
})
