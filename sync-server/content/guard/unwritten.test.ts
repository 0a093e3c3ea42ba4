import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { Unwritten } from './unwritten.ts'

/** A document, and the transactions that take it from there to where it is. */
const step = fc.record({
  client: fc.nat(2),
  key: fc.constantFrom('a', 'b', 'c'),
  value: fc.option(fc.nat(9), { nil: null, freq: 3 }),
})

it('[SYNC-4] tells of many transactions in one update what each of them would have told in its own', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 10 }), fc.array(step, { maxLength: 20 }), (past, steps) => {
      const doc = new Y.Doc()
      const devices = [0, 1, 2].map((i) => {
        const device = new Y.Doc()
        device.clientID = 5 + i
        return device
      })
      const unwritten = new Unwritten()
      const each: Uint8Array[] = []
      doc.on('update', (update: Uint8Array) => each.push(update))
      const take = ({ client, key, value }: typeof step extends fc.Arbitrary<infer T> ? T : never) => {
        const device = devices[client] as Y.Doc
        const known = Y.encodeStateVector(device)
        if (value === null) device.getMap('edits').delete(key)
        else device.getMap('edits').set(key, value)
        const update = Y.encodeStateAsUpdate(device, known)
        return doc.transact((transaction) => {
          Y.applyUpdate(doc, update)
          return transaction
        })
      }
      for (const one of past) take(one)
      const before = Y.encodeStateAsUpdate(doc)
      each.length = 0
      for (const one of steps) unwritten.add(take(one))

      expect(unwritten.isEmpty).toBe(each.length === 0)
      const [together, oneByOne] = [new Y.Doc(), new Y.Doc()]
      for (const reader of [together, oneByOne]) Y.applyUpdate(reader, before)
      Y.applyUpdate(together, unwritten.encode(doc))
      for (const update of each) Y.applyUpdate(oneByOne, update)
      expect(together.store.pendingStructs ?? together.store.pendingDs).toBeNull()
      // All of it: values, clocks and deletions.
      expect(Y.encodeStateAsUpdate(together)).toEqual(Y.encodeStateAsUpdate(oneByOne))
    }),
  )
})
