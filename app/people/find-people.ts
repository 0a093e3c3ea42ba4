import type { Person } from '../../shared/replica/directory/directory.ts'
import { sortedAgain } from '../../shared/replica/directory/sorted-again.ts'
import { folded } from '../../shared/ui/combobox-match.ts'
import type { Sort } from '../../shared/ui/table-columns.ts'
import { roleName } from '../../shared/flows/people/words.ts'

/** Texts by row: a snapshot shares the rows that did not change, so most need no folding again. */
const texts = new WeakMap<Person, string>()

/** A person with what they are searched by, made once for all keystrokes. */
export interface SearchablePerson {
  person: Person
  text: string
}

export const searchable = (people: readonly Person[]): SearchablePerson[] =>
  people.map((person) => {
    const text = texts.get(person) ?? textOf(person)
    texts.set(person, text)
    return { person, text }
  })

const textOf = (person: Person): string =>
  folded(
    [
      person.name,
      ...(person.formerNames ?? []),
      person.email,
      person.userName,
      person.number,
      person.position,
      ...(person.formerly ?? []),
    ]
      .filter(Boolean)
      .join(' '),
  )

/** Every word must occur, in any order (USR-1). */
export function findPeople(people: readonly SearchablePerson[], query: string): Person[] {
  const words = folded(query).split(/\s+/).filter(Boolean)
  return people.filter(({ text }) => words.every((word) => text.includes(word))).map(({ person }) => person)
}

/**
 * The people in the order asked for, `signIns` by user id; who has no such value comes last either way. `before` is the same
 * list in the same order as it was: who did not change since stays where they stand.
 */
export function sortPeople(
  people: readonly Person[],
  { column, direction }: Sort,
  signIns: ReadonlyMap<string, string> = new Map(),
  before: readonly Person[] = [],
): readonly Person[] {
  const sign = direction === 'ascending' ? 1 : -1
  const keyOf = (person: Person) =>
    column === 'lastSignIn' ? (signIns.get(person.id) ?? '') : sortKey(person, column)
  return sortedAgain(before, people, (one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)]
    if (a === b) return 0
    if (a === '') return 1
    if (b === '') return -1
    return sign * compare(a, b)
  })
}

const { compare } = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

function sortKey(person: Person, column: string): string {
  if (column === 'role') return person.role ? roleName(person.role) : ''
  if (column === 'lastActive') return person.lastActiveAt ?? ''
  if (column === 'left') return person.leftAt ?? ''
  if (column === 'invited') return person.createdAt ?? ''
  return person.name || person.email || ''
}
