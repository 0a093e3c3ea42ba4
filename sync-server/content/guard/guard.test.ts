import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { created, GuardWorld, HOMES, NOW, record, standing, USERS, valuesOf } from './guard-world.ts'
import { editsOf, recordsOf } from './maps.ts'

const ACME = record('acme')

/** A world in which Anna looks after Acme. */
function world(): GuardWorld {
  const made = new GuardWorld()
  const device = made.device(1000)
  recordsOf(device).set(ACME, created(HOMES.anna, { phone: '1' }))
  expect(made.sync('anna', device)).toMatchObject({ status: 'applied', setBack: [], corrected: false })
  return made
}

const codes = (result: ReturnType<GuardWorld['receive']>) =>
  result.status === 'applied' ? result.setBack.map(({ reason }) => reason.code) : result

describe('who may write what', () => {
  it('lets an Agent create a record of their own and edit others', () => {
    const made = world()
    const ben = made.device()
    editsOf(ben).set(`${ACME}/phone`, '2')
    editsOf(ben).set(`${ACME}/title`, 'Acme Ltd')
    expect(codes(made.sync('ben', ben))).toEqual([])
    expect(made.values().edits).toEqual({ [`${ACME}/phone`]: '2', [`${ACME}/title`]: 'Acme Ltd' })
  })

  it('[SYNC-3] sets back what somebody without rights wrote, with a reason, in the same update', () => {
    const made = world()
    const before = made.values()
    const witness = made.device()
    const rita = made.device()
    editsOf(rita).set(`${ACME}/phone`, 'EVIL')
    recordsOf(rita).delete(ACME)
    const result = made.sync('rita', rita)
    expect(codes(result)).toEqual(['written-once', 'not-allowed'])
    expect(made.values()).toEqual(before)
    expect(valuesOf(rita)).toEqual(before)
    const sent = made.sent.at(-1) as Uint8Array
    expect(Buffer.from(sent).includes('EVIL')).toBe(false)
    Y.applyUpdate(witness, sent)
    expect(valuesOf(witness)).toEqual(before)
  })

  it('[ROLE-11] lets an Agent give away only what they look after', () => {
    const made = world()
    const ben = made.device()
    editsOf(ben).set(`${ACME}/portfolio`, HOMES.ben)
    expect(codes(made.sync('ben', ben))).toEqual(['not-allowed'])
    const anna = made.device()
    editsOf(anna).set(`${ACME}/portfolio`, HOMES.ben)
    expect(codes(made.sync('anna', anna))).toEqual([])
    expect(made.values().edits).toEqual({ [`${ACME}/portfolio`]: HOMES.ben })
  })

  it('judges by who looked after a record before the update that also reassigns it', () => {
    const made = world()
    made.people.ben = standing('ben', 'agent', { restrictions: ['own-items-only'] })
    const ben = made.device()
    ben.transact(() => {
      editsOf(ben).set(`${ACME}/portfolio`, HOMES.ben)
      editsOf(ben).set(`${ACME}/phone`, '9')
    })
    expect(codes(made.sync('ben', ben))).toEqual(['not-allowed', 'not-allowed'])
    expect(made.values().edits).toEqual({})
  })

  it('writes a record only once', () => {
    const made = world()
    const anna = made.device()
    recordsOf(anna).set(ACME, created(HOMES.anna, {}, 'Another'))
    expect(codes(made.sync('anna', anna))).toEqual(['written-once'])
    expect(made.values().records[ACME]).toMatchObject({ title: 'Acme' })
    expect(valuesOf(anna)).toEqual(made.values())
  })

  it('lets an Agent create only where they look after things, an Owner anywhere in the workspace', () => {
    const made = world()
    const make = (name: 'anna' | 'olga', portfolio: string) => {
      const device = made.device()
      recordsOf(device).set(record(`by${name}`), created(portfolio))
      return codes(made.sync(name, device))
    }
    expect(make('anna', HOMES.ben)).toEqual(['not-allowed'])
    expect(make('anna', `pfo_${'x'.repeat(16)}`)).toEqual(['no-such-portfolio'])
    expect(make('olga', HOMES.ben)).toEqual([])
  })

  it('[HAND-13] takes what a device still gives to the home that was handed over', () => {
    const made = world()
    const home = made.portfolios.get(HOMES.anna)
    if (!home) throw new Error('no home')
    const taken = { holder: USERS.ben, handoverId: null, since: NOW }
    made.portfolios.set(HOMES.anna, { ...home, homeOf: null, holdings: [...home.holdings, taken] })
    const anna = made.device()
    recordsOf(anna).set(record('late'), created(HOMES.anna))
    expect(codes(made.sync('anna', anna))).toEqual([])
    expect(Object.keys(made.values().records)).toContain(record('late'))
  })

  it('refuses a portfolio of another workspace', () => {
    const made = world()
    const foreign = `pfo_${'f'.repeat(16)}`
    const home = made.portfolios.get(HOMES.olga)
    if (!home) throw new Error('no home')
    made.portfolios.set(foreign, { ...home, id: foreign, workspaceId: `wsp_${'o'.repeat(16)}` })
    const olga = made.device()
    editsOf(olga).set(`${ACME}/portfolio`, foreign)
    expect(codes(made.sync('olga', olga))).toEqual(['no-such-portfolio'])
  })

  it('[INV-8] writes the real portfolio where a merged one was named', () => {
    const made = world()
    const alias = `pfo_${'a'.repeat(16)}`
    const home = made.portfolios.get(HOMES.ben)
    if (!home) throw new Error('no home')
    made.portfolios.set(alias, home)
    const olga = made.device()
    recordsOf(olga).set(record('new'), created(alias))
    editsOf(olga).set(`${ACME}/portfolio`, alias)
    expect(made.sync('olga', olga)).toMatchObject({ status: 'applied', corrected: true, setBack: [] })
    expect(made.values().records[record('new')]).toMatchObject({ portfolio: HOMES.ben })
    expect(made.values().edits).toEqual({ [`${ACME}/portfolio`]: HOMES.ben })
    expect(valuesOf(olga)).toEqual(made.values())
  })

  it('[ROLE-10] sets back a deletion of somebody restricted, and takes another’s', () => {
    const made = world()
    made.people.ben = standing('ben', 'agent', { restrictions: ['no-delete'] })
    const ben = made.device()
    editsOf(ben).set(`${ACME}/deleted`, NOW)
    expect(codes(made.sync('ben', ben))).toEqual(['not-allowed'])
    const anna = made.device()
    editsOf(anna).set(`${ACME}/deleted`, 'yesterday')
    expect(codes(made.sync('anna', anna))).toEqual(['bad-value'])
    editsOf(anna).set(`${ACME}/deleted`, NOW)
    expect(codes(made.sync('anna', anna))).toEqual([])
    editsOf(anna).delete(`${ACME}/deleted`)
    expect(codes(made.sync('anna', anna))).toEqual([])
    expect(made.values().edits).toEqual({})
  })

  it.each([
    ['no-such-field', `${ACME}/colour`, 'red'],
    ['bad-value', `${ACME}/worth`, 'much'],
    ['bad-value', `${ACME}/worth`, Number.NaN],
    ['bad-value', `${ACME}/stage`, 'sold'],
    ['bad-value', `${ACME}/title`, 7],
    ['bad-value', `${ACME}/phone`, { nested: 1 }],
    ['no-such-record', `${record('none')}/phone`, '1'],
  ])('sets back with %s: %s', (code, key, value) => {
    const made = world()
    const anna = made.device()
    editsOf(anna).set(key, value)
    expect(codes(made.sync('anna', anna))).toEqual([code])
    expect(valuesOf(anna)).toEqual(made.values())
    expect(made.values().edits).toEqual({})
  })

  it('[REC-5] takes an edit of a field that was archived meanwhile', () => {
    const made = world()
    const anna = made.device()
    editsOf(anna).set(`${ACME}/fax`, '123')
    expect(codes(made.sync('anna', anna))).toEqual([])
  })

  it('keeps a new record without the values its folder does not take, and says which', () => {
    const made = world()
    const anna = made.device()
    recordsOf(anna).set(record('mix'), created(HOMES.anna, { phone: '1', colour: 'red', worth: 'x' }))
    const result = made.sync('anna', anna)
    if (result.status !== 'applied') throw new Error(result.status)
    expect(result.setBack.map(({ field, title }) => [field, title])).toEqual([
      ['colour', 'Acme'],
      ['worth', 'Acme'],
    ])
    expect(made.values().records[record('mix')]).toMatchObject({ values: { phone: '1' } })
    expect(valuesOf(anna)).toEqual(made.values())
  })

  it('takes a record and edits of it in one update', () => {
    const made = world()
    const anna = made.device()
    recordsOf(anna).set(record('two'), created(HOMES.anna))
    editsOf(anna).set(`${record('two')}/worth`, 5)
    editsOf(anna).set(`${record('two')}/worth`, 6)
    expect(codes(made.sync('anna', anna))).toEqual([])
    expect(made.values().edits).toEqual({ [`${record('two')}/worth`]: 6 })
  })
})

describe('arrival decides', () => {
  it.each([
    [500, 100],
    [100, 500],
  ])(
    '[REC-2] keeps the later of two offline edits of one field, whichever id is higher (%i, %i)',
    (first, second) => {
      const made = world()
      const anna = made.device(first)
      const ben = made.device(second)
      editsOf(anna).set(`${ACME}/phone`, 'anna')
      editsOf(ben).set(`${ACME}/phone`, 'ben')
      made.sync('anna', anna)
      const result = made.sync('ben', ben)
      expect(made.values().edits).toEqual({ [`${ACME}/phone`]: 'ben' })
      if (result.status !== 'applied') throw new Error(result.status)
      expect(result.changed).toEqual([{ root: 'edits', key: `${ACME}/phone`, before: 'anna', after: 'ben' }])
      made.sync('anna', anna)
      expect([valuesOf(anna), valuesOf(ben)]).toEqual([made.values(), made.values()])
    },
  )

  it('[REC-2] keeps both of two offline edits of different fields', () => {
    const made = world()
    const anna = made.device()
    const ben = made.device()
    editsOf(anna).set(`${ACME}/phone`, '2')
    editsOf(ben).set(`${ACME}/worth`, 3)
    made.sync('anna', anna)
    made.sync('ben', ben)
    expect(made.values().edits).toEqual({ [`${ACME}/phone`]: '2', [`${ACME}/worth`]: 3 })
  })

  it('[SYNC-3] loses no honest edit to a refused one, even from the highest id there is', () => {
    const made = world()
    const rita = made.device(2 ** 32 - 1)
    const ben = made.device(7)
    editsOf(rita).set(`${ACME}/phone`, 'EVIL')
    editsOf(ben).set(`${ACME}/phone`, 'ben')
    made.sync('rita', rita)
    made.sync('ben', ben)
    expect(made.values().edits).toEqual({ [`${ACME}/phone`]: 'ben' })
    made.sync('rita', rita)
    expect(valuesOf(rita)).toEqual(made.values())
  })

  it('takes the same piece twice without harm', () => {
    const made = world()
    const anna = made.device()
    let piece: Uint8Array = new Uint8Array()
    anna.on('update', (update: Uint8Array) => (piece = update))
    editsOf(anna).set(`${ACME}/phone`, '2')
    made.receive('anna', piece)
    const ben = made.device()
    editsOf(ben).set(`${ACME}/phone`, '3')
    made.sync('ben', ben)
    expect(made.receive('anna', piece)).toMatchObject({ status: 'applied', update: null, changed: [] })
    expect(made.values().edits).toEqual({ [`${ACME}/phone`]: '3' })
  })

  it('writes under its own id again after each guarded change', () => {
    const made = world()
    expect(made.doc.clientID).toBe(1)
    const rita = made.device()
    editsOf(rita).set(`${ACME}/phone`, 'x')
    made.sync('rita', rita)
    expect(made.doc.clientID).toBe(1)
  })
})
