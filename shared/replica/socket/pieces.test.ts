import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { EDITS_MAP } from '../../domain/documents/document-name.ts'
import { editKey } from '../../domain/model/record.ts'
import type { EditRow } from '../database.ts'
import { joined, piecesOf, type WaitingEdit } from './pieces.ts'

/** Edits of one device after the other, each of a field of a record. */
function waiting(edits: [record: string, value: string, more?: Partial<EditRow>][]): WaitingEdit[] {
  const doc = new Y.Doc()
  return edits.map(([record, value, more], i) => {
    const before = Y.encodeStateVector(doc)
    doc.getMap(EDITS_MAP).set(editKey(record, 'note'), value)
    return {
      edit: {
        ...{ seq: i + 1, document: 'content/fld/0', words: '', names: [], state: 'unsent', attempts: 0 },
        ...{ held: 0, since: '2026-05-01T08:00:00.000Z', ...more },
      },
      update: Y.encodeStateAsUpdate(doc, before),
      intents: [{ edit: record, field: 'note', value }],
    }
  })
}
const rowsOf = (edits: WaitingEdit[]) =>
  piecesOf(edits).map((piece) => [piece.row, piece.edits.map(({ seq }) => seq)])

it('joins edits of different records, and says all of them at once', () => {
  const edits = waiting([
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
  ])
  const pieces = piecesOf(edits)
  expect(pieces.map(({ row, edits: own }) => [row, own.length])).toEqual([[3, 3]])
  const doc = new Y.Doc()
  for (const piece of pieces) Y.applyUpdate(doc, joined(piece))
  expect(doc.getMap(EDITS_MAP).toJSON()).toEqual({ 'a/note': '1', 'b/note': '2', 'c/note': '3' })
})

it('[REC-2] begins another where a record comes again, so that each value reaches the history', () => {
  expect(
    rowsOf(
      waiting([
        ['a', '1'],
        ['b', '2'],
        ['a', '3'],
        ['b', '4'],
        ['b', '5'],
      ]),
    ),
  ).toEqual([
    [2, [1, 2]],
    [4, [3, 4]],
    [5, [5]],
  ])
})

it('sends alone what was said before, and what was refused with its copy', () => {
  expect(
    rowsOf(
      waiting([
        ['a', '1'],
        ['b', '2', { said: [{ client: 1, clock: 2 }] }],
        ['c', '3', { attempts: 1 }],
        ['d', '4'],
        ['e', '5'],
      ]),
    ),
  ).toEqual([
    [1, [1]],
    [2, [2]],
    [3, [3]],
    [5, [4, 5]],
  ])
})

it('keeps pieces small', () => {
  const many = waiting(Array.from({ length: 450 }, (_, i) => [`r${i}`, 'x']))
  expect(piecesOf(many).map(({ edits }) => edits.length)).toEqual([200, 200, 50])
  const long = waiting(Array.from({ length: 5 }, (_, i) => [`r${i}`, 'x'.repeat(30_000)]))
  expect(piecesOf(long).map(({ edits }) => edits.length)).toEqual([2, 2, 1])
})
