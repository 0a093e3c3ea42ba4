import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../../tests/world/directory-of.ts'
import { World } from '../../../tests/world/world.ts'
import { Directory } from '../../replica/directory/directory.ts'
import { whyNotDeactivate, whyNotInvite, whyNotInviteAnybody, whyNotPutIn } from './may.ts'

const world = new World({
  ada: { role: 'admin', levels: { sales: 'owner' } },
  bill: { role: 'billing-admin' },
  una: { role: 'user-admin' },
  olga: { levels: { sales: 'owner' } },
  carl: { levels: { sales: 'agent' } },
})

/** A device that does not hold the organization's settings: an Owner's or Agent's. */
function withoutSettings(person: string): Directory {
  const { data } = directoryOf(world, person)
  return new Directory({ ...data, tables: { ...data.tables, organization: new Map() }, held: new Set() })
}

describe('[ROLE-11] why something may not be done', () => {
  it('is nothing for an Admin, and names who may for others', () => {
    expect(whyNotInvite(directoryOf(world, 'ada'), 'admin', [])).toBeUndefined()
    expect(whyNotInvite(directoryOf(world, 'una'), 'member', [])).toBeUndefined()
    expect(whyNotInvite(directoryOf(world, 'una'), 'admin', [])).toContain('An Admin may')
    expect(whyNotInviteAnybody(directoryOf(world, 'bill'))).toContain('You may not add people here.')
  })

  it('takes what the device does not know at its best: an Owner may be allowed to invite, an Agent never is', () => {
    expect(whyNotInviteAnybody(withoutSettings('olga'))).toBeUndefined()
    expect(whyNotInviteAnybody(withoutSettings('carl'))).toContain('You may not add people here.')
  })

  it('is asked for one workspace and level, and for the last Admin', () => {
    const sales = world.workspace('sales')
    expect(whyNotPutIn(directoryOf(world, 'olga'), sales, 'manager')).toBeUndefined()
    expect(whyNotPutIn(directoryOf(world, 'carl'), sales, 'agent')).toBeTruthy()
    const ada = directoryOf(world, 'ada')
    const carl = ada.standing(world.user('carl'))
    const self = ada.standing(world.user('ada'))
    expect(carl && whyNotDeactivate(ada, carl)).toBeUndefined()
    expect(self && whyNotDeactivate(ada, self)).toContain('Nobody changes their own')
  })
})
