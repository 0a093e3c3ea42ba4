import type { Person } from '../../replica/directory/directory.ts'
import type { Replica } from '../../replica/replica.ts'
import type { Photo } from '../../ui/avatar.tsx'

/** A person's photo, for an Avatar; undefined while there is none. */
export const photoOf = (replica: Replica, person: Pick<Person, 'photo'> | null): Photo | undefined =>
  person?.photo ? replica.photo(person.photo) : undefined
