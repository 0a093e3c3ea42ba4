import { expect, it } from 'vitest'
import { World } from '../../../tests/world/world.ts'
import { directoryDocumentsOf } from './readable.ts'

it('[BILL-2] [ROLE-7] billing is read by Admin, Billing Admin and User Admin; what the organization is called by everybody', () => {
  const world = new World({
    ada: { role: 'admin' },
    bill: { role: 'billing-admin' },
    una: { role: 'user-admin' },
    olga: { levels: { sales: 'owner' } },
    zoe: {},
  })
  const kinds = (who: string) =>
    directoryDocumentsOf(world.standing(who), world.directory.all('workspace')).map(({ kind }) => kind)
  for (const who of ['ada', 'bill', 'una']) expect(kinds(who)).toContain('billing')
  for (const who of ['olga', 'zoe']) {
    expect(kinds(who)).not.toContain('billing')
    expect(kinds(who)).toContain('about')
  }
  // All of it stands in the organization's document, which they read whole.
  expect(kinds('ada').sort()).toEqual(['billing', 'me', 'organization'])
  expect(kinds('olga').sort()).toEqual(['about', 'me', 'names', 'staff'])
})
