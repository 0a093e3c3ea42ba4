import type { Person } from '../../shared/replica/directory.ts'

/** Where the server keeps a person's photo; undefined while there is none. */
export const photoOf = (organizationId: string, person: Pick<Person, 'photo'>): string | undefined =>
  person.photo ? `/api/photos/${organizationId}/${person.photo}` : undefined
