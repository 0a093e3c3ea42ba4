import { expect, it } from 'vitest'
import { World } from '../../../tests/world/world.ts'
import { wordsFor } from '../decide/decide.ts'

it('[ROLE-15] [LIFE-10] a handover in words says whom it lets in where, and what becomes of the person', () => {
  const world = new World({
    ada: { role: 'admin' },
    anna: { levels: { sales: 'agent' } },
    ben: { levels: { service: 'agent' } },
  })
  const plan = {
    ...world.plan('ada', 'anna', 'ben', 'deactivate'),
    access: [{ workspaceId: world.workspace('sales'), level: 'owner', portfolioId: world.newId('pfo') }],
    erase: true,
  }
  const names: Record<string, string> = {
    [world.user('anna')]: 'Anna',
    [world.user('ben')]: 'Ben',
    [world.workspace('sales')]: 'Sales',
  }
  const args = { handoverId: world.newId('hov'), plan }
  expect(wordsFor({ id: '', type: 'handover.start', args }, (id) => names[id] ?? id)).toBe(
    'Hand over Anna’s items to Ben, let Ben into Sales as Owner, deactivate Anna, erase their personal data when it can’t be undone any more',
  )
})
