import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { dealsFolder, Network, Office, until } from './office.ts'

/** More than one batch of commands, and more edits than fit into one piece, since records come again and again. */
const RENAMES = 260
const RENAMES_AT_ONCE = 10
const EDITS = 200
const RECORDS = 8

const FATES = ['lost', 'answer lost', 'twice', 'well'] as const

/**
 * A network on which requests get lost, answers get lost, requests arrive twice or late, and sockets break in the middle,
 * by a seed: the same each time as far as it decides.
 */
class FaultyNetwork extends Network {
  readonly faults = { lost: 0, answerLost: 0, twice: 0, broken: 0 }
  readonly #inner: Network
  #requests = 0
  #seed: number
  isFaulty = true

  constructor(inner: Network, seed: number) {
    super('')
    this.#inner = inner
    this.#seed = seed
  }

  override cut(): void {
    this.#inner.cut()
  }
  override mend(): void {
    this.#inner.mend()
  }
  override readonly watchNetwork = (retry: () => void) => this.#inner.watchNetwork(retry)

  override readonly fetch: typeof globalThis.fetch = async (input, init) => {
    if (!this.isFaulty || !String(input).endsWith('/api/commands')) return this.#inner.fetch(input, init)
    const fate = FATES[this.#requests++ % FATES.length]
    if (fate === 'lost') {
      this.faults.lost++
      throw new TypeError('the request got lost')
    }
    const answer = this.#inner.fetch(input, init)
    if (fate === 'twice') {
      // A proxy sends it again; who asked hears the second answer, and that late.
      this.faults.twice++
      const second = this.#inner.fetch(input, init)
      await Promise.all([answer, new Promise((done) => setTimeout(done, 30))])
      return second
    }
    await answer
    if (fate === 'answer lost') {
      this.faults.answerLost++
      throw new TypeError('the answer got lost')
    }
    return answer
  }

  override readonly createWebSocket = (url: string, protocols: string[]): WebSocket => {
    const socket = this.#inner.createWebSocket(url, protocols)
    const messages = Math.floor(20 + this.#dice() * 60)
    let heard = 0
    socket.addEventListener('message', (event) => {
      if (!this.isFaulty || heard++ < messages) return
      // What the server said last is not heard any more, though it was done.
      event.stopImmediatePropagation()
      if (heard === messages + 1) {
        this.faults.broken++
        socket.close()
      }
    })
    return socket
  }

  #dice(): number {
    this.#seed = (Math.imul(this.#seed, 1103515245) + 12345) >>> 0
    return (this.#seed >>> 8) / 2 ** 24
  }
}

describe('a week without a network', () => {
  let office: Office
  let witness: Replica
  let folderId: string
  beforeAll(async () => {
    office = await Office.open()
    witness = await office.open(office.anna)
    await until(witness.ready, (ready) => ready)
    folderId = await office.folder(witness)
  })
  afterAll(() => office?.close())

  it('[SYNC-3] is sent in order, each once in effect, over a network that loses, repeats and breaks', async () => {
    const network = new FaultyNetwork(office.network(), 7)
    network.isFaulty = false
    const device = newId('device')
    const page = await office.open(office.anna, { device, network })
    await until(page.content.synced(folderId), (sync) => sync === 'synced')
    network.cut()
    await until(page.connection, (state) => state !== 'online')

    // Commands and edits by turns: the records lie in a folder that the first command creates.
    const abroad = newId('folder')
    await page.dispatch('folder.create', { ...dealsFolder(abroad, office.workspaceId), name: 'Abroad' })
    const ids = await Promise.all(
      Array.from({ length: RECORDS }, (_, i) =>
        page.content.createRecord(abroad, { title: `Deal ${i}`, values: {} }),
      ),
    )
    for (let i = 0; i < Math.max(RENAMES, EDITS); i++) {
      if (i % RENAMES_AT_ONCE === 0 && i < RENAMES)
        await page.dispatchAll(
          Array.from({ length: RENAMES_AT_ONCE }, (_, n) => ({
            type: 'folder.edit',
            args: { folderId: abroad, name: `Abroad ${i + n}` },
          })),
        )
      if (i < EDITS) await page.content.edit(abroad, ids[i % RECORDS] ?? '', { amount: i })
    }
    expect(page.pending.value).toHaveLength(1 + RECORDS + RENAMES + EDITS)

    network.isFaulty = true
    network.mend()
    // In the middle of it the page is closed, and another one goes on.
    await until(page.pending, (items) => items.length < RENAMES + EDITS)
    await page.close()
    const next = await office.open(office.anna, { device, network })
    await until(next.pending, (items) => items.length === 0)
    network.isFaulty = false
    expect(next.refused.value).toEqual([])
    for (const count of Object.values(network.faults)) expect(count).toBeGreaterThan(0)

    await until(witness.directory, (now) => now.folder(abroad)?.name === `Abroad ${RENAMES - 1}`)
    const store = office.store
    const renamed = await store.read
      .selectFrom('history_values')
      .innerJoin('history', (join) =>
        join
          .onRef('history.organization_id', '=', 'history_values.organization_id')
          .onRef('history.history_id', '=', 'history_values.history_id'),
      )
      .select('history_values.after')
      .where('row_key', '=', abroad)
      .where('action', '=', 'folder.edit')
      .orderBy('seq')
      .execute()
    expect(renamed.map(({ after }) => (JSON.parse(after ?? '{}') as { name?: string }).name)).toEqual(
      Array.from({ length: RENAMES }, (_, i) => `Abroad ${i}`),
    )
    for (const [i, id] of ids.entries()) {
      const edits = await store.read
        .selectFrom('content_history')
        .select(['field', 'after'])
        .where('record_id', '=', id)
        .orderBy('at')
        .orderBy('rowid' as 'at')
        .execute()
      const amounts = Array.from({ length: EDITS / RECORDS }, (_, n) => i + n * RECORDS)
      expect(edits.map(({ field, after }) => (field === null ? 'created' : Number(after)))).toEqual([
        'created',
        ...amounts,
      ])
      await until(
        witness.content.record(abroad, id),
        (row) => row?.values['amount'] === amounts.at(-1) && row?.saved === 'saved',
      )
    }
    await next.close()
  })
})
