import { describe, expect, it } from 'vitest'
import type { Person } from '../../shared/replica/directory/directory.ts'
import { findPeople, searchable, sortPeople } from './find-people.ts'

const person = (id: string, more: Partial<Person>): Person => ({
  id,
  name: '',
  state: 'active',
  leftAt: null,
  ...more,
})

const people = [
  person('1', {
    name: 'Anna Müller',
    email: 'anna@new.test',
    formerly: ['a.mueller@old.test'],
    role: 'admin',
  }),
  person('2', {
    name: 'Ben Okafor',
    email: 'ben@new.test',
    role: 'member',
    lastActiveAt: '2026-01-02T00:00:00Z',
  }),
  person('3', { email: 'carla@new.test', role: 'member', lastActiveAt: '2026-01-01T00:00:00Z' }),
]
const ids = (found: readonly Person[]) => found.map(({ id }) => id)
const find = (query: string) => ids(findPeople(searchable(people), query))

describe('[USR-1] finding people', () => {
  it('looks in names without accents, addresses, and former addresses, each word anywhere', () => {
    expect(find('mull')).toEqual(['1'])
    expect(find('NEW.test anna')).toEqual(['1'])
    expect(find('a.mueller@old')).toEqual(['1'])
    expect(find('anna okafor')).toEqual([])
    expect(find('  ')).toEqual(['1', '2', '3'])
  })

  it('sorts by a column, those without a value last either way, and changes no list', () => {
    expect(ids(sortPeople(people, { column: 'lastActive', direction: 'ascending' }))).toEqual(['3', '2', '1'])
    expect(ids(sortPeople(people, { column: 'lastActive', direction: 'descending' }))).toEqual([
      '2',
      '3',
      '1',
    ])
    expect(ids(sortPeople(people, { column: 'name', direction: 'descending' }))).toEqual(['3', '2', '1'])
    expect(ids(people)).toEqual(['1', '2', '3'])
  })
})
