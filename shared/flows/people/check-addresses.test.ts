import { expect, it } from 'vitest'
import { directoryOf } from '../../../tests/world/directory-of.ts'
import { World } from '../../../tests/world/world.ts'
import { canBeInvited, checkAddresses } from './check-addresses.ts'

it('[INV-10] [INV-9] says of each pasted address what is wrong with it', () => {
  const world = new World({ ada: { role: 'admin' }, ben: {}, carl: { pending: true } })
  const entries = checkAddresses(
    directoryOf(world, 'ada'),
    'Dora <dora@y.com>; BEN@example.com, carl@example.com\nsomebody\nDORA@Y.COM\ninfo@y.com',
  )
  expect(entries.map(({ check, isTwice }) => (isTwice ? 'twice' : check.is))).toEqual([
    'new',
    'known',
    'known',
    'invalid',
    'twice',
    'new',
  ])
  expect(
    entries.filter((entry) => canBeInvited(entry, false)).map(({ name, email }) => [name, email]),
  ).toEqual([
    ['Dora', 'dora@y.com'],
    ['', 'info@y.com'],
  ])
  expect(entries[5]?.check).toMatchObject({ shared: true })
})
