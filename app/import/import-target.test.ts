import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../shared/domain/import/mapping.ts'
import { directoryOf } from '../../tests/world/directory-of.ts'
import { idOf, World } from '../../tests/world/world.ts'
import {
  colleaguesOf,
  fieldsOf,
  folderCommand,
  folderNameFrom,
  proposedTarget,
  targetFolders,
} from './import-target.ts'
import { withColumn, withNewField } from './mapping-edits.ts'

const sales = idOf('wsp', 'sales')
const city = { id: 'city', name: 'City', type: 'text' as const }
const mapping: Mapping = {
  columns: [
    { target: { kind: 'ignore' }, decimal: 'point', dateOrder: 'ymd' },
    { target: { kind: 'new', field: city }, decimal: 'point', dateOrder: 'ymd' },
  ],
  keyColumn: null,
  ownerColumn: null,
  titleColumn: 0,
}

function office() {
  const world = new World({
    anna: { role: 'admin', levels: { sales: 'owner' } },
    ben: { levels: { sales: 'agent' } },
  })
  const target = { kind: 'new' as const, folderId: idOf('fld', 'customers'), name: ' Customers ' }
  const command = folderCommand(sales, target, mapping)
  world.must('anna', command?.type ?? '', command?.args)
  return world
}

describe('where an import goes', () => {
  it('proposes a folder named like the file: the one that is there, or a new one', () => {
    const directory = directoryOf(office(), 'anna')
    const fresh = idOf('fld', 'fresh')
    expect(proposedTarget(directory, sales, 'customers.csv', fresh)).toMatchObject({ kind: 'existing' })
    expect(proposedTarget(directory, sales, 'order-list_2024.CSV', fresh)).toEqual({
      kind: 'new',
      folderId: fresh,
      name: 'Order list 2024',
    })
    expect(folderNameFrom('.csv')).toBe('Imported records')
  })

  it('is no folder of tasks', () => {
    expect(targetFolders(directoryOf(office(), 'anna'), sales).map(({ name }) => name)).toEqual(['Customers'])
  })

  it('adds only fields that are new, and does nothing when none is', () => {
    const directory = directoryOf(office(), 'anna')
    const existing = { kind: 'existing' as const, folderId: idOf('fld', 'customers') }
    expect(fieldsOf(directory, existing)).toEqual([city])
    expect(folderCommand(sales, existing, mapping)?.type).toBe('folder.edit')
    const none = withColumn(mapping, 1, { target: { kind: 'existing', fieldId: 'city' } })
    expect(folderCommand(sales, existing, none)).toBeNull()
  })

  it('makes a new field of a column, with an id that nobody else has', () => {
    const changed = withNewField(mapping, 0, 'City', [])
    expect(changed.columns[0]?.target).toEqual({ kind: 'new', field: { ...city, id: 'city-2' } })
    const nameless = withNewField(mapping, 0, '金額', [])
    expect(nameless.columns[0]?.target).toMatchObject({ field: { id: 'column-1', name: '金額' } })
    const odd = withNewField(mapping, 0, '__proto__', [])
    expect(odd.columns[0]?.target).toMatchObject({ field: { id: 'proto', name: '__proto__' } })
  })

  it('[LIFE-3] matches nobody who left', () => {
    const world = office()
    world.handover('anna', 'ben', 'anna', 'deactivate')
    expect(colleaguesOf(directoryOf(world, 'anna')).map(({ name }) => name)).toEqual(['anna'])
  })
})
