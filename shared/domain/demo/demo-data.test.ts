import { describe, expect, it } from 'vitest'
import { emailSchema } from '../model/email.ts'
import { fieldSchema, stageSchema } from '../model/folder.ts'
import { fitsField, isOpen } from '../model/record.ts'
import { TASK_FIELDS } from '../model/task-fields.ts'
import { demoData } from './demo-data.ts'
import { ANNA, FARID } from './people.ts'

const TODAY = '2024-02-29'
const demo = demoData(TODAY)
const folders = demo.workspaces.flatMap((workspace) => workspace.folders)
const records = folders.flatMap((folder) => folder.records)
const tasks = demo.workspaces.flatMap((workspace) => workspace.tasks)

describe('the demo organization', () => {
  it('is the same each time, and another with another seed or day', () => {
    expect(demoData(TODAY)).toEqual(demo)
    expect(demoData(TODAY, 21)).not.toEqual(demo)
    expect(demoData('2024-03-01')).not.toEqual(demo)
  })

  it('has 20 people at addresses that no mail reaches, two workspaces, 5,000 records and 300 tasks', () => {
    expect(demo.people).toHaveLength(20)
    for (const { email } of demo.people) expect(emailSchema.parse(email)).toMatch(/@harbour-supply\.example$/)
    for (const key of ['name', 'email', 'userName', 'number'] as const)
      expect(new Set(demo.people.map((person) => person[key])).size).toBe(20)
    expect(demo.workspaces.map(({ name }) => name)).toEqual(['Sales', 'Service'])
    expect(folders.map(({ name }) => name)).toEqual([
      'Customers',
      'Deals',
      'Suppliers',
      'Tickets',
      'Contracts',
    ])
    expect([records.length, tasks.length]).toEqual([5000, 300])
  })

  it('holds only values that its fields may have', () => {
    for (const { fields, stage, records: own } of folders) {
      for (const field of fields) expect(fieldSchema.safeParse(field).error).toBeUndefined()
      if (stage) stageSchema.parse(stage)
      const byId = new Map(fields.map((field) => [field.id, field]))
      const bad = own.flatMap(({ title, values }) =>
        Object.entries(values).filter(
          ([id, value]) => !byId.has(id) || !fitsField(byId.get(id)!, value) || !title,
        ),
      )
      expect(bad).toEqual([])
    }
    for (const { values } of tasks) {
      expect(fitsField(TASK_FIELDS.due, values['due'])).toBe(true)
      expect([undefined, 'done']).toContain(values['done'])
    }
  })

  it('mails and calls nobody', () => {
    const emails = records.flatMap(({ values }) => values['email'] ?? [])
    expect(emails.filter((email) => !String(email).endsWith('.example'))).toEqual([])
    expect(emails.filter((email) => !emailSchema.safeParse(email).success)).toEqual([])
  })

  it('gives items only to people with a level in the workspace', () => {
    for (const [workspace, { folders: own, tasks: ownTasks }] of demo.workspaces.entries()) {
      const owners = new Set(
        [...own.flatMap((folder) => folder.records), ...ownTasks].map((item) => item.ownerIndex),
      )
      owners.delete(null)
      for (const owner of owners)
        expect(demo.people[owner!]!.memberships.map((membership) => membership.workspace)).toContain(
          workspace,
        )
      expect(owners.size).toBeGreaterThan(6)
    }
  })

  it('spreads them unevenly: Anna has the most, some lie with who left, some with nobody', () => {
    const counts = new Map<number | null, number>()
    for (const { ownerIndex } of records) counts.set(ownerIndex, (counts.get(ownerIndex) ?? 0) + 1)
    expect(Math.max(...counts.values())).toBe(counts.get(ANNA))
    expect(counts.get(ANNA)).toBeGreaterThan(900)
    expect(counts.get(FARID)).toBeGreaterThan(200)
    expect(counts.get(null)).toBeGreaterThan(50)
    expect(demo.people[FARID]).toMatchObject({ state: 'deactivated' })
    expect(demo.handover).toEqual({ from: FARID, to: 2, on: '2024-02-17' })
  })

  it('has open and closed items, and tasks that are done, overdue and to come', () => {
    for (const { stage, records: own } of folders.filter((folder) => folder.stage)) {
      const open = own.filter(({ values }) => isOpen({ stage }, values)).length
      expect(open).toBeGreaterThan(50)
      expect(own.length - open).toBeGreaterThan(50)
    }
    const open = tasks.filter(({ values }) => values['done'] !== 'done')
    expect(tasks.length - open.length).toBeGreaterThan(80)
    expect(open.filter(({ values }) => String(values['due']) < TODAY).length).toBeGreaterThan(10)
    expect(open.filter(({ values }) => String(values['due']) > TODAY).length).toBeGreaterThan(80)
  })

  it('gives nobody new work after they left', () => {
    const late = [...records, ...tasks].filter(
      ({ ownerIndex, createdOn }) => ownerIndex === FARID && createdOn >= demo.handover.on,
    )
    expect(late).toEqual([])
  })

  it('was not created in the future, and each task is about a record of its workspace', () => {
    expect([...records, ...tasks].filter(({ createdOn }) => createdOn > TODAY)).toEqual([])
    for (const workspace of demo.workspaces)
      for (const { about, ownerIndex } of workspace.tasks)
        expect(workspace.folders[about.folder]?.records[about.record]?.ownerIndex).toBe(ownerIndex)
  })
})
