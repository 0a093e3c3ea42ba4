import { expect, it } from 'vitest'
import { inPast, inPastAlone } from './in-past.ts'

it('[AUD-1] the history tells what was done, behind the name of who did it', () => {
  expect(inPast('Invite anna@acme.test')).toBe('invited anna@acme.test')
  expect(inPast('Hand over Anna’s items to Ben, deactivate Anna')).toBe(
    'handed over Anna’s items to Ben, deactivated Anna',
  )
  expect(inPast('Deactivate the account owner, who is gone, and become account owner')).toBe(
    'deactivated the account owner, who is gone, and became account owner',
  )
  expect(inPast('Found Acme')).toBe('founded Acme')
  expect(inPast('Undo a handover')).toBe('undid a handover')
  expect(inPastAlone('Create the folder Deals')).toBe('Created the folder Deals')
})

it('leaves what it does not know as it is', () => {
  expect(inPast('A change (some.thing)')).toBe('· A change (some.thing)')
  expect(inPastAlone('A change (some.thing)')).toBe('A change (some.thing)')
})
