import { expect, it } from 'vitest'
import { directoryOf } from '../../../tests/world/directory-of.ts'
import { World } from '../../../tests/world/world.ts'
import { checkAddress } from './check-address.ts'

const world = new World({ ada: { role: 'admin' }, ben: {}, carl: { pending: true } })
const check = (typed: string) => checkAddress(directoryOf(world, 'ada'), typed)

it('[INV-8] [INV-9] knows an address however it is typed', () => {
  expect(check('')).toEqual({ is: 'empty' })
  expect(check('ben@')).toEqual({ is: 'invalid' })
  expect(check(' BEN@Example.COM ')).toMatchObject({ is: 'known', person: { id: world.user('ben') } })
  expect(check('carl@example.com')).toMatchObject({ is: 'known', person: { state: 'pending' } })
  expect(check('dora@example.com')).toEqual({ is: 'new', twin: null, shared: false })
})

it('[INV-8] warns of twins at gmail.com alone, and [INV-12] of shared mailboxes', () => {
  const gmail = new World({ ada: { role: 'admin' } })
  gmail.must('ada', 'user.invite', { ...gmail.inviteArgs('gina'), email: 'gina.g@gmail.com' })
  const directory = directoryOf(gmail, 'ada')
  expect(checkAddress(directory, 'ginag+crm@googlemail.com')).toMatchObject({
    is: 'new',
    twin: { email: 'gina.g@gmail.com' },
  })
  expect(checkAddress(directory, 'gina.g+crm@example.com')).toMatchObject({ is: 'new', twin: null })
  expect(checkAddress(directory, 'info@example.com')).toMatchObject({ is: 'new', shared: true })
})
