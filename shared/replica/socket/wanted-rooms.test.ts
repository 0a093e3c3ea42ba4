import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../../tests/world/directory-of.ts'
import { World } from '../../../tests/world/world.ts'
import { namesOf, ORGANIZATION, shardOf } from '../../domain/documents/document-name.ts'
import { newId } from '../ids.ts'
import { isLost } from './wanted-rooms.ts'

const world = new World({
  ada: { role: 'admin', levels: { sales: 'owner' } },
  carl: { levels: { sales: 'agent' } },
})
const unnamed = shardOf(newId('folder'), 0)

describe('a folder that nothing on the device names', () => {
  it.each([
    ['carl', namesOf(world.workspace('sales'))],
    ['ada', ORGANIZATION],
  ])('is lost to %s only when %s says all that the server has', (person, document) => {
    const confirmed = directoryOf(world, person)
    expect(isLost(confirmed, unnamed, () => false)).toBe(false)
    expect(isLost(confirmed, unnamed, (name) => name !== document)).toBe(false)
    expect(isLost(confirmed, unnamed, (name) => name === document)).toBe(true)
  })
})
