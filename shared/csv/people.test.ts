import { describe, expect, it } from 'vitest'
import { readCsvText } from './read.ts'
import { writeFailedRows } from './write.ts'
import { emailKey } from '../domain/model/email.ts'
import { guessPeopleColumns } from '../domain/import/people-columns.ts'
import { type PeoplePlan, type PlannedPlace, planPeople } from '../domain/import/plan-people.ts'

const WORKSPACES = [
  { id: 'wsp_sales00000000000', name: 'Sales' },
  { id: 'wsp_service000000000', name: 'Service, 24/7' },
]
const read = (text: string) => {
  const table = readCsvText(text)
  if (table.status === 'refused') throw new Error(table.message)
  return table
}
function plan(
  text: string,
  known: ReadonlyMap<string, 'here' | 'left'> = new Map(),
  places: PlannedPlace[] = [],
): PeoplePlan {
  const table = read(text)
  return planPeople({
    ...{ table, mapping: guessPeopleColumns(table), known, workspaces: WORKSPACES },
    ...{ role: 'member', places, userNames: new Set(['ada']) },
  })
}

describe('[CSV-1] the columns of an export of users', () => {
  const guess = (text: string) => {
    const table = read(text)
    const named = Object.entries(guessPeopleColumns(table)).flatMap(([field, column]) =>
      column === null ? [] : [[field, table.header[column]]],
    )
    return Object.fromEntries(named) as Record<string, string>
  }
  it('are found whatever the system that wrote it calls them', () => {
    expect(guess('First Name;Last Name;E-mail Address;Job Title\nAnna;Berg;a@x.de;Sales\n')).toEqual({
      firstName: 'First Name',
      lastName: 'Last Name',
      email: 'E-mail Address',
      position: 'Job Title',
    })
    expect(
      guess('User,Login,Group,Role,Level\nAnna,a@x.de,Sales,Admin,Agent\nBen,b@x.de,,Member,Owner\n'),
    ).toEqual({
      name: 'User',
      email: 'Login',
      workspaces: 'Group',
      role: 'Role',
      level: 'Level',
    })
  })
  it('a role that is none of ours is no role', () => {
    expect(guess('Name,Email,Role\nAnna,a@x.de,Sales rep\nBen,b@x.de,Driver\n')).not.toHaveProperty('role')
  })
})

describe('[CSV-1] planning an import of users', () => {
  const HEADER = 'Name,Email,Role,Workspaces,User name,Phone\n'
  it('says for each row whom it invites, or why not', () => {
    const { create, failed, already, blank } = plan(
      `${HEADER}Anna Berg,anna@x.de,Admin,Sales (Manager),anna,+49 1\n` +
        `Ben,ben@,Member,,,\n` +
        `Carl,ANNA@x.de,Member,,,\n` +
        `Dora,dora@x.de,Member,Nowhere,,\n` +
        `Emil,emil@x.de,Boss,,,\n` +
        `,,,,,\n` +
        `Fritz,fritz@x.de,member,"Service, 24/7",ADA,\n` +
        `Gina,gina@x.de,,,gina,\n`,
      new Map([[emailKey('gina@x.de'), 'here']]),
    )
    expect(create).toEqual([
      {
        ...{ line: 2, email: 'anna@x.de', name: 'Anna Berg', role: 'admin' },
        places: [{ workspaceId: 'wsp_sales00000000000', level: 'manager', restrictions: [] }],
        profile: { userName: 'anna', phone: '+49 1' },
      },
    ])
    expect([already, blank]).toEqual([1, 1])
    expect(failed.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '3 has “ben@”, which is no email address',
      '4 has the same address as line 2',
      '5 has the workspace “Nowhere”, which there is not',
      '6 has the role “Boss”; there are Admin, Billing Admin, User Admin and Member',
      '8 has the user name “ADA”, which somebody here has',
    ])
  })

  it('[ROLE-10] keeps the restrictions chosen for everybody where a row names a level that takes them', () => {
    const places: PlannedPlace[] = [
      {
        workspaceId: 'wsp_sales00000000000',
        level: 'agent',
        restrictions: ['no-export', 'own-items-only'],
      },
    ]
    const text =
      'Name,Email,Workspaces,Level\nA,a@x.de,Sales,Agent\nB,b@x.de,,Manager\nC,c@x.de,Sales (Owner),\n'
    expect(plan(text, new Map(), places).create.map((person) => person.places[0])).toMatchObject([
      { level: 'agent', restrictions: ['no-export', 'own-items-only'] },
      { level: 'manager', restrictions: ['no-export'] },
      { level: 'owner', restrictions: [] },
    ])
  })

  it('10,000 rows with 300 bad ones: the 300 come back as a file; mended, and all uploaded again, nobody is created twice', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) =>
      i % 100 < 3 ? `Person ${i},person${i}.x.de,,,,` : `Person ${i},person${i}@x.de,,Sales,p${i},`,
    )
    const text = `${HEADER}${rows.join('\n')}\n`
    const first = plan(text)
    expect([first.create.length, first.failed.length]).toEqual([9_700, 300])
    const known = new Map(first.create.map(({ email }) => [emailKey(email), 'here' as const]))
    expect(plan(text, known)).toMatchObject({ create: [], already: 9_700 })

    const bad = new Set(first.failed.map(({ line }) => line))
    const table = read(text)
    const file = writeFailedRows(
      table.rawHeader,
      table.rows.filter(({ line }) => bad.has(line)),
    )
    const mended = plan(file.replaceAll('.x.de', '@x.de'), known)
    expect([mended.create.length, mended.failed.length, mended.already]).toEqual([300, 0, 0])
  })
})
