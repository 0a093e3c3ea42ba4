import { expect, it } from 'vitest'
import { badgeOf } from './badge.ts'

const nothing = { unsent: 0, looks: 0, invitations: 0, signedOut: 0 }

it('[SYNC-6] the toolbar’s button counts what waits for somebody, and says in words what', () => {
  expect(badgeOf(nothing)).toMatchObject({ text: '', title: 'Open Handover' })
  expect(badgeOf({ unsent: 1, looks: 1, invitations: 2, signedOut: 0 })).toMatchObject({
    text: '4',
    title: 'Open Handover: 2 invitations for you, 1 needs your look, 1 change not sent yet',
  })
  expect(badgeOf({ ...nothing, unsent: 1_200 })).toMatchObject({
    text: '99+',
    title: 'Open Handover: 1,200 changes not sent yet',
  })
  expect(badgeOf({ ...nothing, unsent: 99 }).text).toBe('99')
  // What is wrong looks otherwise than what is only under way.
  expect(badgeOf({ ...nothing, signedOut: 1 }).colour).not.toBe(badgeOf({ ...nothing, unsent: 1 }).colour)
})
