import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeId } from '../../../shared/domain/model/id.ts'
import { VeilKey } from './veil.ts'

const key = new VeilKey(randomBytes(16))
const [ours, elsewhere, theirs] = [
  key.of('fld_deals'),
  key.of('fld_people'),
  new VeilKey(randomBytes(16)).of('fld_deals'),
]
const ids = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => makeId('record', bytes))

it('[ROLE-10] gives each record another id, of the same kind, and back', () => {
  fc.assert(
    fc.property(ids, (id) => {
      const veiled = ours.veil(id)
      expect(veiled).not.toBe(id)
      expect(veiled).toMatch(/^rec_[A-Za-z0-9_-]{22}$/)
      expect(ours.unveil(veiled)).toBe(id)
      expect(ours.veil(ours.unveil(id))).toBe(id)
      expect(theirs.veil(id)).not.toBe(veiled)
      expect(elsewhere.unveil(veiled)).not.toBe(id)
    }),
  )
})

it('lets be what no device made', () => {
  for (const id of [
    'rec_acme000000000000',
    `rec_${'A'.repeat(21)}B`,
    `rec_${'A'.repeat(23)}`,
    'usr_someone000000000',
  ])
    expect([ours.veil(id), ours.unveil(id)]).toEqual([id, id])
})
