import { describe, expect, it } from 'vitest'
import { readCsvText } from '../../shared/csv/read.ts'
import { guessPeopleColumns } from '../../shared/domain/import/people-columns.ts'
import { planPeople } from '../../shared/domain/import/plan-people.ts'
import { directoryOf } from '../../tests/world/directory-of.ts'
import { World } from '../../tests/world/world.ts'
import { exportable, usersCsv } from './export-users.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    una: { role: 'user-admin' },
    max: { levels: { sales: 'manager' } },
    anna: { levels: { sales: 'agent' } },
    otto: { levels: { service: 'agent' } },
  })

describe('[CSV-2] exporting users', () => {
  it('everybody for an Admin and a User Admin, one’s own workspaces’ people for a Manager who is not restricted', () => {
    const world = office()
    const names = (who: string) => {
      const directory = directoryOf(world, who)
      return exportable(directory, directory.users).map(({ name }) => name)
    }
    expect(names('ada')).toHaveLength(5)
    expect(names('una')).toHaveLength(5)
    // Who founded the workspace is in it, too.
    expect(names('max')).toEqual(['ada', 'anna', 'max'])
    expect(names('anna')).toEqual([])
    const place = { ...world.place('max', 'sales', 'manager'), restrictions: ['no-export'] }
    world.must('ada', 'membership.set', { userId: world.user('max'), place })
    expect(names('max')).toEqual([])
  })

  it('no cell is a formula, and the file comes in again as it went out', () => {
    const world = office()
    world.must('ada', 'user.edit', {
      userId: world.user('anna'),
      changes: { name: '=HYPERLINK("http://evil.test")', phone: '+49 30 1', userName: '@anna' },
    })
    const directory = directoryOf(world, 'ada')
    const text = usersCsv(directory, directory.users)
    expect(text).toContain(`'=HYPERLINK`)
    expect(text).not.toMatch(/(^|,)"?[=@]/m)
    const table = readCsvText(text)
    if (table.status === 'refused') throw new Error(table.message)
    const { create, failed } = planPeople({
      ...{ table, mapping: guessPeopleColumns(table), known: new Map(), userNames: new Set<string>() },
      ...{ role: 'member', places: [], workspaces: directory.workspaces },
    })
    expect(failed).toEqual([])
    expect(create.find(({ email }) => email === 'anna@example.com')).toMatchObject({
      name: '=HYPERLINK("http://evil.test")',
      profile: { phone: '+49 30 1', userName: '@anna' },
      places: [{ workspaceId: world.workspace('sales'), level: 'agent' }],
    })
  })
})
