import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { newDocument } from './apply-update.ts'
import { created, GuardWorld, HOMES, record } from './guard-world.ts'
import { editsOf, recordsOf } from './maps.ts'

// A document that was just read from the disk: nobody has asked for its roots yet, so Yjs does not know that they are maps.

const ACME = record('acme')
const PHONE = `${ACME}/phone`

function world(): GuardWorld {
  const made = new GuardWorld()
  const anna = made.device(1000)
  recordsOf(anna).set(ACME, created(HOMES.anna))
  editsOf(anna).set(PHONE, 'first')
  made.sync('anna', anna)
  return made
}

function restart(made: GuardWorld): void {
  const stored = Y.encodeStateAsUpdate(made.doc)
  made.doc = newDocument()
  Y.applyUpdate(made.doc, stored)
}

it('[REC-2] lets the later arrival win also as the first thing after a restart', () => {
  const made = world()
  const strong = made.device(2 ** 32 - 1)
  const weak = made.device(1001)
  editsOf(strong).set(PHONE, 'earlier')
  made.sync('anna', strong)
  editsOf(weak).set(PHONE, 'later')
  restart(made)
  made.receive('ben', Y.encodeStateAsUpdate(weak, Y.encodeStateVector(strong)))
  expect(made.values().edits).toEqual({ [PHONE]: 'later' })
})

it('knows the place of a value that was set back before the restart', () => {
  const made = world()
  const device = made.device(2000)
  editsOf(device).set(`${ACME}/nothing`, 1)
  const before = Y.encodeStateVector(device)
  made.receive('anna', Y.encodeStateAsUpdate(device, Y.encodeStateVector(made.doc)))
  device.clientID = 2001
  editsOf(device).set(`${ACME}/nothing`, 2)
  restart(made)
  // It knows nothing of the setting back: its write hangs on the value that is gone here.
  expect(made.receive('anna', Y.encodeStateAsUpdate(device, before))).toMatchObject({
    status: 'applied',
    changed: [],
  })
})
