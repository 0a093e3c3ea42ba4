import { expect, it } from 'vitest'
import { directoryOf } from '../../tests/world/directory-of.ts'
import { World } from '../../tests/world/world.ts'
import { placesOf } from './same-as.ts'

it('[INV-13] copies workspaces, levels and restrictions of a colleague, as far as they are mine to give', () => {
  const world = new World({
    ada: { role: 'admin' },
    una: { role: 'user-admin' },
    ben: { levels: { sales: 'owner', service: 'agent' } },
  })
  const { portfolioId } = world.place('ben', 'service', 'agent')
  world.must('ada', 'membership.set', {
    userId: world.user('ben'),
    place: { ...world.place('ben', 'service', 'agent'), restrictions: ['no-export'], portfolioId },
  })
  const service = { workspaceId: world.workspace('service'), level: 'agent', restrictions: ['no-export'] }
  expect(placesOf(directoryOf(world, 'ada'), world.user('ben'))).toEqual({
    places: [{ workspaceId: world.workspace('sales'), level: 'owner', restrictions: [] }, service],
    notMine: [],
    tooMany: 0,
  })
  // Owner where there is one already is not a User Admin's to give.
  expect(placesOf(directoryOf(world, 'una'), world.user('ben'))).toEqual({
    places: [service],
    notMine: ['sales'],
    tooMany: 0,
  })
})

it('[INV-1] copies at most ten workspaces, and says how many more there are', () => {
  const levels = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`w${i}-`, 'agent' as const]))
  const world = new World({ ada: { role: 'admin' }, ben: {}, ...{ setup: { levels: { 'w0-': 'agent' } } } })
  for (const name of Object.keys(levels)) {
    if (!world.directory.tables.workspace.has(world.workspace(name)))
      world.must('ada', 'workspace.create', {
        ...{ workspaceId: world.workspace(name), name },
        ...{ tasksFolderId: world.newId('fld'), portfolioId: world.newId('pfo') },
      })
    world.must('ada', 'membership.set', {
      userId: world.user('ben'),
      place: world.place('ben', name, 'agent'),
    })
  }
  const copied = placesOf(directoryOf(world, 'ada'), world.user('ben'))
  expect(copied.places).toHaveLength(10)
  expect(copied.tooMany).toBe(2)
})
