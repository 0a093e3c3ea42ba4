import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { RECORDS_MAP, shardOf } from '../../shared/domain/documents/document-name.ts'
import { databaseNameFor } from '../../shared/replica/database.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Profile } from '../harness/browser.ts'
import { Company } from '../harness/company.ts'
import { eventually } from '../harness/eventually.ts'
import { openSignedIn } from '../harness/sign-in.ts'
import { createFolder, folderPath } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()
let company: Company
let deals: string
let databaseName: string
/** Ada's browser; each story opens pages of its own in it. */
let ada: Profile
beforeAll(async () => {
  company = await Company.found(world.server, ['Sales'])
  deals = await createFolder({ ...world, company }, 'Sales', 'Deals')
  const { organizationId } = company
  databaseName = databaseNameFor(world.server.url, organizationId, company.person('ada').userId)
  ada = await world.browser.profile({ worker: true })
  await signInAsAda(ada.page)
})
afterEach(async () => {
  for (const page of ada.context.pages()) await page.close()
})
afterAll(() => ada?.close())

async function signInAsAda(page: Page) {
  await openSignedIn(page, world.server, 'ada@acme.test')
  await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
}
async function openFolder(page: Page): Promise<Page> {
  await page.goto(world.server.url + folderPath({ ...world, company }, 'Sales', deals))
  await page.getByRole('heading', { name: 'Deals', level: 1 }).waitFor()
  return page
}
const newPage = () => ada.context.newPage()
/** On the folder's page. */
async function create(page: Page, title: string) {
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(title)
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await page.getByRole('link', { name: title }).waitFor()
}
const state = (page: Page, words: string) => page.getByRole('status').getByText(words).waitFor()
const city = (page: Page) => page.getByRole('textbox', { name: 'City', exact: true })
/** Waits until the server has written down that this was done. */
const inHistory = (what: string) =>
  eventually(what, async () => {
    const { organizationId } = company
    return JSON.stringify(await company.person('ada').session.history({ organizationId })).includes(what)
  })

/** Where the app is not loaded, so that nothing of it has the database open. */
const outside = (page: Page) => page.goto(`${world.server.url}/api/health`)

describe('one copy in one browser', () => {
  it('[SYNC-6] two tabs share one connection; the one that has it is killed, the other sends what the dead one had not', async () => {
    const first = await openFolder(ada.page)
    await create(first, 'Harbour crane')
    await first.getByRole('link', { name: 'Harbour crane' }).click()
    await state(first, 'All saved')
    const second = await newPage()
    let sockets = 0
    second.on('websocket', () => sockets++)
    await openFolder(second)
    await state(second, 'All saved')
    expect(sockets).toBe(0)

    await ada.setOffline(true)
    await city(first).fill('Rotterdam')
    // In the input alone yet, and that is what the frame says.
    await state(first, 'Not saved yet')
    await city(first).blur()
    await state(second, 'Offline · 1 change')
    const killed = first.waitForEvent('crash')
    const debug = await ada.context.newCDPSession(first)
    void debug.send('Page.crash').catch(() => undefined)
    await killed
    // The rest of what is dead; a context with it in it can't be put online.
    await first.close()
    await ada.setOffline(false)
    await state(second, 'All saved')
    expect(sockets).toBeGreaterThan(0)
    await inHistory('Rotterdam')
  })

  it('[SYNC-8] a later version takes the copy: what was typed is kept first, then this page asks to be loaded again', async () => {
    const page = await openFolder(await newPage())
    await create(page, 'Tug boat')
    await page.getByRole('link', { name: 'Tug boat' }).click()
    await state(page, 'All saved')
    await city(page).fill('Antwerp')

    const later = await newPage()
    await outside(later)
    // As the app of another year would do it.
    await later.evaluate(
      (name) =>
        new Promise<void>((done, fail) => {
          const opening = indexedDB.open(name, 1_000)
          opening.onupgradeneeded = () => opening.result.createObjectStore('later')
          opening.onsuccess = () => done(opening.result.close())
          opening.onerror = () => fail(opening.error ?? new Error('not opened'))
        }),
      databaseName,
    )
    await page.getByText('All you did here is kept; reload it to go on.').waitFor()
    expect(await city(page).isEditable()).toBe(false)
    const kept = await later.evaluate(
      (name) =>
        new Promise<string>((done) => {
          const opening = indexedDB.open(name)
          opening.onsuccess = () => {
            const rows = opening.result.transaction('pages').objectStore('pages').getAll()
            rows.onsuccess = () => done(JSON.stringify(rows.result))
          }
        }),
      databaseName,
    )
    expect(kept).toContain('Antwerp')
    // What only this version can open is not opened by the old one, and not thrown away.
    await page.reload()
    await page.getByText('A newer version of Handover has been used in this browser').waitFor()
  })

  it('[SYNC-3] [SYNC-4] the disk is full: says so, keeps what is unsent, and goes on when there is room', async () => {
    const { context, page } = await world.profile()
    await page.goto(world.server.url)
    const debug = await context.newCDPSession(page)
    const origin = new URL(world.server.url).origin
    await debug.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 16_000_000 })
    await signInAsAda(page)
    await openFolder(page)
    await create(page, 'Dry dock')
    await page.getByRole('link', { name: 'Dry dock' }).click()
    await state(page, 'All saved')
    await page.evaluate(fillUp)

    await city(page).fill('Genoa')
    await city(page).blur()
    await state(page, '1 change not kept yet')
    await page.getByText('This device has no room left').waitFor()
    await page.getByText('Your last change is kept in this window only.').waitFor()
    await debug.send('Storage.overrideQuotaForOrigin', { origin })
    await page.getByRole('button', { name: 'Try again' }).click()
    await state(page, 'All saved')
    await inHistory('Genoa')
  })

  it('[SYNC-8] [SYNC-3] an older copy is migrated with what waits in it; a damaged one gives out what was not sent, and is fetched anew', async () => {
    const page = await newPage()
    await outside(page)
    await page.evaluate(replaceDatabase, { name: databaseName, ...olderCopy() })
    await openFolder(page)
    await page.getByRole('link', { name: 'From an old copy' }).waitFor()
    await state(page, 'All saved')

    await outside(page)
    await page.evaluate(damage, { name: databaseName, row: waitingInvitation() })
    await page.goto(world.server.url)
    await page.getByText('The copy on this device is damaged').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save 1 change to a file' }).click()
    const file = await readFile(await (await download).path(), 'utf8')
    expect(JSON.parse(file)).toEqual([
      expect.objectContaining({ words: 'Invite nora@acme.test', wanted: expect.anything() as unknown }),
    ])
    await page.getByRole('button', { name: 'Fetch everything anew' }).click()
    await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
    await openFolder(page)
    // From the server, which had it from the old copy.
    await page.getByRole('link', { name: 'From an old copy' }).waitFor()
    await state(page, 'All saved')
  })
})

/** Uses up all the room that the browser gives this site. */
async function fillUp(): Promise<void> {
  const opening = indexedDB.open('filler', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('blocks', { autoIncrement: true })
  await new Promise((done) => (opening.onsuccess = done))
  const fits = (bytes: number) =>
    new Promise<boolean>((done) => {
      const block = new Uint8Array(bytes)
      for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(block.subarray(at, at + 65_536))
      const writing = opening.result.transaction('blocks', 'readwrite')
      writing.objectStore('blocks').add(block)
      writing.oncomplete = () => done(true)
      writing.onabort = () => done(false)
    })
  for (const bytes of [1_000_000, 100_000, 10_000, 1_000, 100]) while (await fits(bytes));
}

/** The tables of the first version, and a record made then that was not sent. */
function olderCopy() {
  const stores = [
    ...[
      ['documents', 'name'],
      ['snapshots', 'name'],
      ['intents', 'seq'],
      ['refusedEdits', 'id'],
    ],
    ...[
      ['updates', 'seq', 'document,seq'],
      ['edits', 'seq', 'document,seq'],
    ],
    ...[
      ['outbox', 'seq', '!id'],
      ['answers', 'id', 'at'],
      ['aliases', 'given'],
      ['stages', 'folderId'],
    ],
    ['records', 'folderId,id', 'portfolio,folderId,inBin,open', 'folderId,inBin,titleKey'],
    ...[
      ['directory', 'document,key', 'document'],
      ['confirmedNotices', 'id'],
      ['counters', 'name'],
    ],
  ]
  const id = newId('record')
  const document = shardOf(deals, 0)
  const createdAt = new Date().toISOString()
  const portfolio = company.person('ada').homes.Sales ?? ''
  const record = { title: 'From an old copy', portfolio, createdAt, values: { city: 'Lübeck' } }
  const doc = new Y.Doc()
  doc.getMap(RECORDS_MAP).set(id, record)
  const waiting = { seq: 1, document, words: 'Create “From an old copy”', names: [deals] }
  const listed = { ...record, id, folderId: deals, shard: 0, titleKey: 'from an old copy', deleted: null }
  const rows: [string, unknown][] = [
    ['counters', { name: 'seq', value: 1 }],
    ['edits', { ...waiting, state: 'unsent', attempts: 0, held: 0, since: createdAt }],
    ['intents', { seq: 1, intents: [{ create: id, record }] }],
    ['records', { ...listed, open: 1, inBin: 0, touched: 1 }],
  ]
  return { stores, rows, update: { seq: 1, document, update: [...Y.encodeStateAsUpdate(doc)] } }
}

type OlderCopy = ReturnType<typeof olderCopy> & { name: string }

/** Writes it with the browser's own means, as it was before our program knew better. Dexie's version 1 is the browser's 10. */
function replaceDatabase({ name, stores, rows, update }: OlderCopy): Promise<void> {
  const path = (keys: string) => (keys.includes(',') ? keys.split(',') : keys)
  return new Promise((done, fail) => {
    indexedDB.deleteDatabase(name).onsuccess = () => {
      const opening = indexedDB.open(name, 10)
      opening.onerror = () => fail(opening.error ?? new Error('not opened'))
      opening.onupgradeneeded = () => {
        for (const [table = '', key = '', ...indexes] of stores) {
          const store = opening.result.createObjectStore(table, { keyPath: path(key) })
          for (const index of indexes) {
            const keys = path(index.replace('!', ''))
            const indexName = typeof keys === 'string' ? keys : `[${keys.join('+')}]`
            store.createIndex(indexName, keys, { unique: index.startsWith('!') })
          }
        }
      }
      opening.onsuccess = () => {
        const tables = [...opening.result.objectStoreNames]
        const writing = opening.result.transaction(tables, 'readwrite')
        for (const [table, row] of rows) writing.objectStore(table).put(row)
        writing.objectStore('updates').put({ ...update, update: new Uint8Array(update.update) })
        writing.oncomplete = () => done(opening.result.close())
        writing.onabort = () => fail(writing.error ?? new Error('not written'))
      }
    }
  })
}

/** A command that was not sent. */
function waitingInvitation() {
  const command = { id: newId('command'), type: 'user.invite', args: { email: 'nora@acme.test' } }
  const createdAt = new Date().toISOString()
  const row = { seq: 9_000, id: command.id, command, words: 'Invite nora@acme.test', state: 'waiting' }
  return { ...row, creates: [], names: [], createdAt }
}

/** Adds it, and a row that no program of ours writes. */
function damage({ name, row }: { name: string; row: unknown }): Promise<void> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open(name)
    opening.onsuccess = () => {
      const writing = opening.result.transaction(['directory', 'outbox'], 'readwrite')
      writing.objectStore('outbox').put(row)
      writing.objectStore('directory').put({ document: 'organization', key: 5, value: {} })
      writing.oncomplete = () => done(opening.result.close())
      writing.onabort = () => fail(writing.error ?? new Error('not written'))
    }
  })
}
