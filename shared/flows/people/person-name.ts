import type { Person } from '../../replica/directory/directory.ts'

/** What somebody is called: the name, or the address while there is none (pending). */
export const personName = (person: Person): string => person.name || person.email || 'Somebody'
