import { describe, expect, it } from 'vitest'
import type { ItemHandover } from '../model/handover.ts'
import type { Restriction } from '../model/membership.ts'
import { partOfHandover, togetherOfHandover } from './handover-part.ts'
import { entriesOf } from './project.ts'

const id = (kind: string, name: string) => `${kind}_${name.padEnd(16, '0')}`
const PLACES = ['sales', 'legal', 'labs']
const workspaces = PLACES.map((name) => id('wsp', name))
const workspaceOf = (portfolioId: string) => portfolioId.replace('pfo_', 'wsp_')
const count = (name: string, all: number) => ({
  workspaceId: id('wsp', name),
  folderId: id('fld', name),
  kind: 'records' as const,
  open: 0,
  all,
})

const handover: ItemHandover = {
  id: id('hov', 'one'),
  kind: 'handover',
  state: 'undone',
  startedBy: id('usr', 'olga'),
  startedAt: '2026-05-03T10:00:00.000Z',
  doneAt: null,
  endedBy: null,
  reasons: [{ code: 'receiver-lacks-access', message: 'Ben is not in Legal.' }],
  plan: {
    from: id('usr', 'anna'),
    to: id('usr', 'ben'),
    moves: PLACES.map((name) => ({ portfolioId: id('pfo', name), expectedHolder: id('usr', 'anna') })),
    shown: PLACES.map((name) => count(name, 1)),
    afterwards: 'stay',
    newHomes: PLACES.map((name) => ({ workspaceId: id('wsp', name), portfolioId: id('pfo', `new${name}`) })),
    access: [],
  },
  report: {
    moved: PLACES.map((name) => count(name, 2)),
    differences: PLACES.map((name) => ({ folderId: id('fld', name), shown: 1, moved: 2 })),
    stayed: PLACES.map((name) => ({
      recordId: id('rec', name),
      folderId: id('fld', name),
      title: `A secret of ${name}`,
      portfolioId: id('pfo', 'labs'),
    })),
  },
  stateBefore: null,
}
const part = (...names: string[]) =>
  partOfHandover(handover, new Set(names.map((name) => id('wsp', name))), workspaceOf)

describe('a part of a handover', () => {
  it('[ROLE-10] tells no title of what is somebody else’s by now to who sees their own items alone', () => {
    const ofBen = (restrictions: Restriction[], of: ItemHandover = handover) =>
      entriesOf('handover', of, {
        membershipsOf: (userId) =>
          workspaces.map((workspaceId) => ({ userId, workspaceId, level: 'agent', restrictions })),
        workspacesWithItemsOf: () => [],
        workspaceOfPortfolio: workspaceOf,
        workspaces: () => workspaces,
      }).find(({ document }) => document === `me/${id('usr', 'ben')}`)?.value
    expect(JSON.stringify(ofBen([]))).toContain('A secret of sales')
    expect(JSON.stringify(ofBen(['own-items-only']))).not.toContain('secret')
    expect(ofBen(['own-items-only'])).toMatchObject({ partial: true, report: { stayed: [] } })
    // Nor where two users of one person became one, and two again.
    const merged: ItemHandover = {
      ...handover,
      merge: { role: 'member', roleBefore: 'member', memberships: [] },
    }
    expect(JSON.stringify(ofBen([], merged))).toContain('A secret of sales')
    expect(JSON.stringify(ofBen(['own-items-only'], merged))).not.toContain('secret')
  })

  it('names nothing of the workspaces it is not about', () => {
    const text = JSON.stringify(part('sales'))
    for (const name of ['legal', 'Legal', id('wsp', 'labs')]) expect(text).not.toContain(name)
    expect(part('sales')).toMatchObject({ partial: true, report: { moved: [count('sales', 2)] } })
  })

  it('is the whole for who sees all of it', () => {
    expect(partOfHandover(handover, new Set(workspaces), workspaceOf)).toBe(handover)
  })

  it('together with others tells what all of them tell, each once', () => {
    const { reasons: _, ...both } = part('sales', 'labs')
    expect(togetherOfHandover([part('sales'), part('labs'), part('sales')])).toMatchObject({
      ...both,
      report: { ...both.report, unassigned: [] },
    })
    expect(togetherOfHandover([part('sales'), handover])).toBe(handover)
    expect(togetherOfHandover([])).toBeUndefined()
  })
})
