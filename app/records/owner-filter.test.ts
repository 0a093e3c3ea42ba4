import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../tests/world/directory-of.ts'
import { idOf, World } from '../../tests/world/world.ts'
import { assignProblem } from './assign.ts'
import { filterQuery, isFiltered, listQuery, readFilter } from './folder-filter.ts'
import { ownerFromKey, ownerKeyOf, ownerOptions, portfoliosOf, readOwner } from './owner-filter.ts'
import { leftAt, ownerInFile, ownerWords } from './owner-words.ts'
import { peopleOptions } from './people-options.ts'

const NOW = Date.parse('2026-03-02T12:00:00.000Z')
const sales = idOf('wsp', 'sales')
const seven = idOf('pfo', 'employee-7')

/** Anna is Admin; Ben left and Carl has what was his; items of "employee 7" are nobody's yet. */
function office() {
  const world = new World({
    anna: { role: 'admin', levels: { sales: 'owner' } },
    ben: { levels: { sales: 'agent' } },
    carl: { levels: { sales: 'agent' } },
  })
  world.must('anna', 'portfolio.create', { portfolioId: seven, workspaceId: sales, label: 'employee 7' })
  world.handover('anna', 'ben', 'carl', 'deactivate')
  return { world, directory: directoryOf(world, 'anna') }
}

describe('who looks after something', () => {
  it('[REC-3] filters by who has it, who left it, a label, and nobody', () => {
    const { world, directory } = office()
    const homes = (filter: Parameters<typeof portfoliosOf>[2]) => portfoliosOf(directory, sales, filter)
    expect(homes({ kind: 'user', userId: world.user('carl') })).toEqual([
      world.home('ben', 'sales'),
      world.home('carl', 'sales'),
    ])
    expect(homes({ kind: 'user', userId: world.user('ben') })).toEqual([])
    expect(homes({ kind: 'left', userId: world.user('ben') })).toEqual([world.home('ben', 'sales')])
    expect(homes({ kind: 'label', portfolioId: seven })).toEqual([seven])
    expect(homes({ kind: 'nobody' })).toEqual([seven])
    expect(portfoliosOf(directory, idOf('wsp', 'other'), { kind: 'nobody' })).toEqual([])
  })

  it('[USR-10] says it in plain words', () => {
    const { world, directory } = office()
    expect(ownerWords(directory, world.home('ben', 'sales'), NOW)).toEqual({
      holderId: world.user('carl'),
      name: 'carl',
      note: 'left by ben, 2 March',
    })
    expect(ownerWords(directory, seven, NOW).name).toBe('Nobody yet: employee 7')
    expect(ownerWords(directory, idOf('pfo', 'unknown'), NOW).name).toBe('Somebody')
    expect(ownerInFile(directory, seven)).toBe('employee 7')
    expect(ownerInFile(directory, world.home('ben', 'sales'))).toBe('carl')
  })

  it('[LIFE-3] offers nobody who left, but what they left', () => {
    const { world, directory } = office()
    const options = ownerOptions(directory, sales, NOW)
    expect(options.map(({ label }) => label)).toEqual([
      'anna',
      'carl',
      'Nobody',
      'Nobody yet: employee 7',
      'Left by ben, 2 March',
    ])
    expect(options.at(-1)).toMatchObject({
      id: `left-${world.user('ben')}`,
      detail: 'now looked after by carl',
    })
    expect(peopleOptions(directory, sales).map(({ label }) => label)).toEqual(['anna', 'carl'])
  })

  it('knows no day of leaving where somebody still has it', () => {
    const { world, directory } = office()
    const home = directory.portfolio(world.home('carl', 'sales'))
    expect(home && leftAt(home)).toBeNull()
  })

  it('lets an Agent give away their own item, not that of somebody else', () => {
    const { world } = office()
    const directory = directoryOf(world, 'carl')
    const own = { portfolio: world.home('carl', 'sales') }
    expect(assignProblem(directory, sales, [own])).toBeNull()
    expect(assignProblem(directory, sales, [{ portfolio: world.home('anna', 'sales') }])).toMatch(/may not/)
  })
})

describe('a filter in the address', () => {
  it('comes back as it was written', () => {
    const texts = [
      '',
      'q=alfreds&owner=nobody&stage=open',
      `owner=${idOf('usr', 'ben')}&sort=-amount`,
      `owner=${seven}&stage=closed`,
      `left=${idOf('usr', 'ben')}&sort=amount`,
    ]
    for (const text of texts) {
      const written = Object.entries(filterQuery(readFilter(new URLSearchParams(text))))
      const given = written.filter((entry): entry is [string, string] => entry[1] !== undefined)
      expect(new URLSearchParams(given).toString()).toBe(new URLSearchParams(text).toString())
    }
  })

  it('is the same as the option of the list', () => {
    for (const text of [
      'owner=nobody',
      `owner=${seven}`,
      `left=${idOf('usr', 'a')}`,
      `owner=${idOf('usr', 'a')}`,
    ]) {
      const filter = readOwner(new URLSearchParams(text))
      expect(filter && ownerFromKey(ownerKeyOf(filter))).toEqual(filter)
    }
    expect(ownerFromKey(null)).toBeNull()
  })

  it('asks the engine for what exists: a field that is gone sorts by name', () => {
    const { directory } = office()
    const folder = directory.foldersOf(sales)[0]!
    const query = new URLSearchParams('q= x &owner=nobody&sort=-gone&stage=open')
    const filter = readFilter(query)
    expect(isFiltered(filter)).toBe(true)
    expect(listQuery(directory, { ...folder, stage: null }, filter)).toEqual({
      text: 'x',
      portfolioIds: [seven],
      sort: { field: 'title', direction: 'descending' },
    })
    expect(listQuery(directory, folder, filter)).toMatchObject({ open: true })
    expect(isFiltered(readFilter(new URLSearchParams()))).toBe(false)
  })
})
