import type { PersonStatus } from '../status-badge.tsx'

export type SamplePerson = {
  id: string
  name: string
  email: string
  role: string
  status: PersonStatus
  workspaces: number
  /** Milliseconds since 1970. */
  lastActive: number
  online: boolean
}

/** A fixed present, so that pictures of the gallery can be compared. */
export const NOW = Date.UTC(2026, 4, 20, 14, 30)

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

function person(
  id: string,
  name: string,
  email: string,
  role: string,
  status: PersonStatus,
  workspaces: number,
  ago: number,
  online = false,
) {
  return { id, name, email, role, status, workspaces, lastActive: NOW - ago, online } satisfies SamplePerson
}

export const people: readonly SamplePerson[] = [
  person('u1', 'Anna Berg', 'anna@northwind.example', 'Admin', 'active', 4, 0, true),
  person('u2', 'Ben Okafor', 'ben.okafor@northwind.example', 'User Admin', 'active', 3, 4 * MINUTE, true),
  person(
    'u3',
    'Carla Domínguez-Hernández de la Fuente y Salazar',
    'carla.dominguez-hernandez@a-rather-long-subdomain.northwind.example',
    'Member',
    'active',
    12,
    3 * 60 * MINUTE,
  ),
  person('u4', 'דוד לוי', 'david@northwind.example', 'Billing Admin', 'blocked', 1, 2 * DAY),
  person('u5', 'Émile Laurent', 'emile@northwind.example', 'Member', 'pending', 2, 5 * DAY),
  person('u6', 'Farid Haddad', 'farid@northwind.example', 'Member', 'deactivated', 0, 40 * DAY),
  person('u7', '(deleted user) 17', '', 'Member', 'erased', 0, 400 * DAY),
]

const first = [
  'Ada',
  'Bruno',
  'Chiara',
  'Dmitri',
  'Eva',
  'Femi',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Kofi',
  'Lena',
  'Mira',
  'Nils',
  'Olga',
  'Pavel',
]
const last = [
  'Andersen',
  'Bianchi',
  'Costa',
  'Dubois',
  'Eriksen',
  'Fischer',
  'Garcia',
  'Haas',
  'Ivanov',
  'Jensen',
  'Kaya',
  'Lindt',
  'Moreau',
  'Novak',
]

/** As many made-up people as asked for, always the same. */
export function crowd(count: number): SamplePerson[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${first[index % first.length]} ${last[(index * 5 + Math.floor(index / 16)) % last.length]}`
    const email = `${name.toLowerCase().replace(' ', '.')}.${index + 1}@northwind.example`
    const status: PersonStatus = index % 11 === 5 ? 'pending' : index % 17 === 3 ? 'blocked' : 'active'
    return person(
      `c${index + 1}`,
      name,
      email,
      index % 9 === 0 ? 'Admin' : 'Member',
      status,
      index % 7,
      index * 13 * MINUTE,
      index % 6 === 0,
    )
  })
}
