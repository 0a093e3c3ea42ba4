import type { Level } from '../model/membership.ts'
import type { Role, UserState } from '../model/user.ts'

export interface DemoPerson {
  name: string
  /** At `.example`, which no mail ever reaches. */
  email: string
  userName: string
  number: string
  position: string
  role: Role
  state: Extract<UserState, 'pending' | 'active' | 'blocked' | 'deactivated'>
  /** `workspace` is an index in the demo's workspaces. */
  memberships: { workspace: number; level: Level }[]
  /** Days before today; null: has not joined or not left. */
  joinedDaysAgo: number | null
  leftDaysAgo: number | null
}

export const SALES = 0
export const SERVICE = 1

/** The people by their place in `DEMO_PEOPLE`, for those that other parts of the demo speak of. */
export const ANNA = 0
export const CHIARA = 2
export const FARID = 5

const sales = (level: Level) => ({ workspace: SALES, level })
const service = (level: Level) => ({ workspace: SERVICE, level })

function person(
  number: number,
  name: string,
  position: string,
  memberships: DemoPerson['memberships'],
  over: Partial<DemoPerson> = {},
): DemoPerson {
  const ascii = name
    .toLowerCase()
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
  const words = ascii.split(' ')
  return {
    name,
    email: `${words.join('.')}@harbour-supply.example`,
    userName: `${words[0]}${words.at(-1)?.[0]}`,
    number: String(number),
    position,
    role: 'member',
    state: 'active',
    memberships,
    joinedDaysAgo: 200 + ((number * 137) % 1500),
    leftDaysAgo: null,
    ...over,
  }
}

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person(101, 'Anna Lindqvist', 'Key account manager', [sales('manager'), service('agent')]),
  person(102, 'Benedikt Okafor', 'Head of sales', [sales('owner')]),
  person(103, 'Chiara Romano', 'Account manager', [sales('agent'), service('agent')]),
  person(104, 'Daniel Mbeki', 'Account manager', [sales('agent')]),
  person(105, 'Elif Yıldız', 'Inside sales', [sales('agent')]),
  person(106, 'Farid Rahmani', 'Account manager', [sales('agent')], {
    state: 'deactivated',
    leftDaysAgo: 12,
  }),
  person(107, 'Grace Nakamura', 'Managing director', [], { role: 'admin' }),
  person(108, 'Hannah Cohen', 'Office manager', [], { role: 'user-admin' }),
  person(109, 'Ibrahim Diallo', 'Service technician', [service('agent')]),
  person(110, 'Jonas Weber', 'Head of service', [service('owner')]),
  person(111, 'Katarzyna Nowak', 'Service dispatcher', [service('manager')]),
  person(112, 'Liam O’Connor', 'Service technician', [service('agent')]),
  person(113, 'Mei Chen', 'Accountant', [], { role: 'billing-admin' }),
  person(114, 'Nikhil Sharma', 'Service technician', [service('agent')]),
  person(115, 'Olivia Hart', 'Sales trainee', [sales('agent')]),
  person(116, 'Paulo Ferreira', 'Purchaser', [sales('manager')]),
  person(117, 'Quinn Taylor', 'Support agent', [service('agent')]),
  person(118, 'Rosa Delgado', 'Contract manager', [sales('agent'), service('manager')]),
  person(119, 'Samuel Adeyemi', 'Account manager', [sales('agent')], { state: 'blocked' }),
  person(120, 'Thu Trang Nguyen', 'Inside sales', [sales('agent')], {
    state: 'pending',
    joinedDaysAgo: null,
  }),
]

/**
 * Who looks after new items of each kind, in parts of all; who is not named has none. Unevenly on purpose: Anna has a third
 * of sales, so that handing over everything she has is worth looking at.
 */
export const SHARES = {
  sales: shares({ Anna: 32, Benedikt: 6, Chiara: 14, Daniel: 12, Elif: 10, Farid: 13, Olivia: 3, Samuel: 8 }),
  purchase: shares({ Paulo: 85, Benedikt: 15 }),
  service: shares({ Anna: 6, Ibrahim: 22, Jonas: 5, Katarzyna: 11, Liam: 19, Nikhil: 24, Quinn: 13 }),
  contracts: shares({ Rosa: 60, Anna: 18, Jonas: 14, Chiara: 8 }),
}

function shares(byFirstName: Record<string, number>): number[] {
  return DEMO_PEOPLE.map(({ name }) => byFirstName[name.split(' ')[0]!] ?? 0)
}
