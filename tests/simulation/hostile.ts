import * as Y from 'yjs'
import { EDITS_MAP, RECORDS_MAP } from '../../shared/domain/documents/document-name.ts'
import type { FieldValue } from '../../shared/domain/model/record.ts'
import { editKey } from '../../shared/domain/model/record.ts'
import { decodeFrame, encodeFrame } from '../../shared/protocol/frame.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { encodePiece, encodePieceAgain } from '../../shared/protocol/room-message.ts'
import { roomName } from '../../shared/protocol/room-name.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Intent } from '../../shared/replica/database.ts'
import { SERVER_CLIENT } from '../../sync-server/content/guard/apply-update.ts'
import type { Confirmed } from './invariants.ts'
import { contactText, itemText } from './marks.ts'
import { type Deletions, forge, set } from '../../sync-server/content/guard/forge.ts'

/** What an attacker makes of a document it has read: bytes for the room, and what they may do at most. */
export interface Attack {
  update: Uint8Array
  /** What a server that obeys the rules may do with it: these, or nothing of it. */
  intents: Intent[]
}

interface Target {
  doc: Y.Doc
  pick: (below: number) => number
  row: number
  /** Client ids that are the attacker's own. */
  own: ReadonlySet<number>
}

const clientsOf = ({ doc }: { doc: Y.Doc }) => [...doc.store.clients.keys()]
const othersOf = (target: Target) => clientsOf(target).filter((client) => !target.own.has(client))
const clockOf = ({ doc }: Target, client: number) => Y.getState(doc.store, client)
const recordIn = ({ doc, pick }: Target) => {
  const ids = [...doc.getMap(RECORDS_MAP).keys()]
  return ids[pick(ids.length)] ?? 'rec_none0000000000000'
}
const fresh = ({ pick }: Target) => 1 + pick(2 ** 31 - 1)
const note = (target: Target) => editKey(recordIn(target), 'note')

/** The attack table of the reference, as far as it is about one update. Each is refused as a whole, or set back. */
const ATTACKS: Record<string, (target: Target) => Attack> = {
  // Under the id of somebody else: what they write next would be taken for known.
  hijack(target) {
    const all = othersOf(target)
    const victim = all[target.pick(all.length)] ?? SERVER_CLIENT
    return {
      update: forge(victim, clockOf(target, victim), [set(EDITS_MAP, note(target), 'hijacked')]),
      intents: [],
    }
  },
  'as the server': (target) => ({
    update: forge(SERVER_CLIENT, clockOf(target, SERVER_CLIENT), [
      set(EDITS_MAP, note(target), 'as the server'),
    ]),
    intents: [],
  }),
  gap: (target) => ({
    update: forge(fresh(target), 5, [set(EDITS_MAP, note(target), 'after a gap')]),
    intents: [],
  }),
  clock: (target) => ({
    update: forge(fresh(target), 2 ** 40, [set(EDITS_MAP, note(target), 'far away')]),
    intents: [],
  }),
  'unknown root': (target) => ({
    update: forge(fresh(target), 0, [set('rows', 'user/x', 'nobody')]),
    intents: [],
  }),
  prototype: (target) => ({
    update: forge(fresh(target), 0, [
      set(RECORDS_MAP, 'rec_proto00000000000', {
        title: 'x',
        values: JSON.parse('{"__proto__":{"role":"admin"}}') as unknown,
      }),
    ]),
    intents: [],
  }),
  nested(target) {
    const doc = new Y.Doc()
    doc.getMap(EDITS_MAP).set(note(target), new Y.Map([['a', 1]]))
    return { update: Y.encodeStateAsUpdate(doc), intents: [] }
  },
  garbage: (target) => ({
    update: Uint8Array.from({ length: 1 + target.pick(60) }, () => target.pick(256)),
    intents: [],
  }),
  'delete everything'(target) {
    const deletions = clientsOf(target).map((client): Deletions => [client, [[0, clockOf(target, client)]]])
    // Whoever may edit a field may also take the edit away; a record nobody may.
    const intents = [...target.doc.getMap(EDITS_MAP).keys()].map((key) => {
      const [edit = '', field = ''] = key.split('/')
      return { edit, field, value: undefined } as unknown as Intent
    })
    return { update: forge(0, 0, [], deletions), intents }
  },
  'delete what is to come': (target) => ({
    update: forge(
      0,
      0,
      [],
      clientsOf(target).map((client): Deletions => [client, [[clockOf(target, client), 5]]]),
    ),
    intents: [],
  }),
  // A well-formed change under the highest id there is: it wins every tie of Yjs's.
  'strong id'(target) {
    const doc = copyOf(target.doc)
    doc.clientID = 2 ** 32 - 1 - target.pick(1_000_000)
    const record = recordIn(target)
    return edit(doc, [{ edit: record, field: 'note', value: `strong ${target.row}` }])
  },
  'take over'(target) {
    const records = target.doc.getMap<{ portfolio: string }>(RECORDS_MAP)
    const portfolios = [...records.values()].map(({ portfolio }) => portfolio)
    const value = portfolios[target.pick(portfolios.length)] ?? 'pfo_none000000000000'
    return edit(copyOf(target.doc), [{ edit: recordIn(target), field: 'portfolio', value }])
  },
  'nonsense values': (target) =>
    edit(copyOf(target.doc), [
      { edit: recordIn(target), field: 'amount', value: 'a lot' },
      { edit: recordIn(target), field: 'nothing', value: 1 },
      { edit: recordIn(target), field: 'note', value: `sense ${target.row}` },
    ]),
  // Concurrent with whatever came since: from the state before it.
  'an old state'(target) {
    const doc = new Y.Doc()
    doc.clientID = 2 ** 32 - 1 - target.pick(1_000_000)
    return edit(doc, [{ edit: recordIn(target), field: 'note', value: `old ${target.row}` }])
  },
}
export const ATTACK_NAMES = Object.keys(ATTACKS)

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function edit(doc: Y.Doc, intents: Extract<Intent, { edit: string }>[]): Attack {
  const before = Y.encodeStateVector(doc)
  doc.transact(() => {
    for (const { edit: id, field, value } of intents) doc.getMap(EDITS_MAP).set(editKey(id, field), value)
  })
  return { update: Y.encodeStateAsUpdate(doc, before), intents }
}

/** What comes by HTTP from somebody who has no copy to write into (ROLE-10): an item of anybody, or into anybody's hands. */
export function forgedCommand(
  confirmed: Confirmed,
  pick: (below: number) => number,
): { type: string; args: unknown } {
  const { rows } = confirmed
  const folder = rows.folder[pick(rows.folder.length)]!
  const records = confirmed.recordsIn(folder.id)
  const recordId = records[pick(records.length)]?.id ?? newId('record')
  const portfolio = rows.portfolio[pick(rows.portfolio.length)]!.id
  const values: Record<string, FieldValue>[] = [
    { note: 'forged' },
    { phone: contactText(recordId, 'forged') },
    { portfolio },
    { deleted: '2026-03-02T09:00:00.000Z' },
    { title: itemText(recordId, 'forged') },
  ]
  if (pick(4) > 0)
    return {
      type: 'record.edit',
      args: { folderId: folder.id, recordId, changes: values[pick(values.length)] },
    }
  const record = { title: 'Forged', portfolio, createdAt: '2026-03-02T09:00:00.000Z', values: {} }
  return {
    type: 'record.create',
    args: { folderId: folder.id, recordId: pick(2) === 0 ? recordId : newId('record'), record },
  }
}

export const attackOn = (name: string, target: Target): Attack => ATTACKS[name]!(target)

/** A socket spoken by hand: opens rooms, keeps what it is told, sends what it likes. */
export class Attacker {
  readonly docs = new Map<string, Y.Doc>()
  readonly #channels = new Map<number, string>()
  #next = 1
  #row = 1
  #socket: WebSocket | null = null

  get isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  connect(socket: WebSocket, rooms: readonly string[]): void {
    this.#socket = socket
    this.#channels.clear()
    this.#next = 1
    socket.onopen = () => {
      for (const room of rooms) this.#enter(room, '')
    }
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => this.#hear(new Uint8Array(data))
    socket.onclose = () => (this.#socket = null)
  }

  #enter(document: string, epoch: string): void {
    const channel = this.#next++
    this.#channels.set(channel, document)
    this.docs.set(document, new Y.Doc())
    this.#socket?.send(encodeFrame({ kind: 'open', channel, room: roomName(document, epoch) }))
    // Sync step 1 with an empty state vector.
    this.#socket?.send(encodeFrame({ kind: 'data', channel, data: new Uint8Array([0, 0, 1, 0]) }))
  }

  #hear(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes)
    if (frame?.kind === 'close') {
      const room = this.#channels.get(frame.channel)
      this.#channels.delete(frame.channel)
      if (room !== undefined && frame.code === CLOSE.staleEpoch) this.#enter(room, frame.reason)
      if (room !== undefined && frame.code === CLOSE.refusedUpdate) this.#enter(room, '')
    }
    if (frame?.kind !== 'data' || frame.data[0] !== 0 || frame.data[1] === 0) return
    const doc = this.docs.get(this.#channels.get(frame.channel) ?? '')
    if (!doc) return
    // The length of the update stands before it, as a varint.
    let at = 2
    while (frame.data[at]! >= 128) at++
    Y.applyUpdate(doc, frame.data.subarray(at + 1))
  }

  /** Sends one attack into a room it may read; returns what was sent, or null when it can't send. */
  attack(
    name: string,
    pick: (below: number) => number,
    ownIn: (document: string) => ReadonlySet<number>,
  ): (Attack & { document: string; row: number }) | null {
    const rooms = [...this.#channels].filter(([, room]) => /^(content|own)\//.test(room))
    const [channel, document] = rooms[pick(rooms.length)] ?? []
    const doc = document && this.docs.get(document)
    if (!this.isConnected || !doc || channel === undefined) return null
    const row = this.#row++
    const attack = attackOn(name, { doc, pick, row, own: ownIn(document) })
    // As if it had been there before, under the ids of others and its own.
    const before = clientsOf({ doc }).map((client) => ({ client, clock: pick(100) }))
    const isAgain = pick(5) === 0
    const data = isAgain ? encodePieceAgain(row, before, attack.update) : encodePiece(row, attack.update)
    this.#socket?.send(encodeFrame({ kind: 'data', channel, data }))
    return { ...attack, document, row }
  }

  /** Bytes that are no message of ours, or rooms that are not its own. */
  nuisance(pick: (below: number) => number, rooms: readonly string[]): void {
    const socket = this.#socket
    if (!socket || !this.isConnected) return
    const channel = this.#next++
    switch (pick(4)) {
      case 0:
        return socket.send(Uint8Array.from({ length: pick(40) }, () => pick(256)))
      case 1:
        return socket.send(encodeFrame({ kind: 'open', channel, room: rooms[pick(rooms.length)] ?? 'x' }))
      case 2:
        return socket.send(
          encodeFrame({ kind: 'data', channel: pick(this.#next), data: new Uint8Array([0, 2, 2, 0, 0]) }),
        )
      default:
        return socket.close()
    }
  }
}
