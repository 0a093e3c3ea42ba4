import { writeCsv } from '../../shared/csv/write.ts'
import { LEVEL_NAMES, roleName } from '../../shared/flows/people/words.ts'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'

const HEADER = [
  ...['Name', 'Email', 'Role', 'Workspaces', 'User name', 'Number', 'Position', 'Phone', 'State'],
  ...['Formerly', 'Joined', 'Last active', 'Left'],
]

/** Of these people, those who may be exported: all of them, or those of the workspaces where that is allowed (CSV-2). */
export function exportable(directory: Directory, people: readonly Person[]): readonly Person[] {
  if (directory.can('export users') === null) return people
  const here = new Set(
    directory.workspaces
      .filter(({ id }) => directory.can('export users', { workspaceId: id }) === null)
      .flatMap(({ id }) => directory.peopleIn(id).map((person) => person.id)),
  )
  return people.filter(({ id }) => here.has(id))
}

/** People as a CSV file that an import reads again, in which no cell is a formula (CSV-2). Times are ISO, UTC. */
export function usersCsv(directory: Directory, people: readonly Person[]): string {
  const rows = people.map((person) => [
    person.name,
    person.email ?? '',
    person.role ? roleName(person.role) : '',
    directory
      .membershipsOf(person.id)
      .map(({ workspaceId, level }) => `${directory.nameOf(workspaceId)} (${LEVEL_NAMES[level]})`)
      .toSorted((a, b) => a.localeCompare(b))
      .join('; '),
    person.userName ?? '',
    person.number ?? '',
    person.position ?? '',
    person.phone ?? '',
    person.state,
    (person.formerly ?? []).join('; '),
    person.joinedAt ?? '',
    person.lastActiveAt ?? '',
    person.leftAt ?? '',
  ])
  return writeCsv({ header: HEADER, rows })
}
