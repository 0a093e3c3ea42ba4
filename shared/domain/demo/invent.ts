import { daysAfter } from '../model/time.ts'
import type { Company } from './companies.ts'
import { CONTRACTS, PRODUCT_LINES, SEGMENTS, SUPPLIERS, TICKETS } from './folders.ts'
import type { Random } from './random.ts'

/** Values by field id. */
export type Values = Record<string, string | number>

/** `title`, the values of one record, and how many days before today it was created. */
export interface Invented {
  title: string
  values: Values
  daysAgo: number
}

/** The day so many days after `today` (both YYYY-MM-DD); negative: before. */
export const dayFrom = (today: string, days: number): string =>
  daysAfter(`${today}T00:00:00.000Z`, days).slice(0, 10)

const choicesOf = (
  folder: { fields: { id: string; choices?: string[] | undefined }[] },
  id: string,
): string[] => folder.fields.find((field) => field.id === id)?.choices ?? []

const reach = ({ place, contact, email, phone }: Company): Values => ({
  city: place.city,
  country: place.country,
  contact,
  email,
  phone,
})

export function inventCustomer(random: Random, today: string, company: Company): Invented {
  const daysAgo = random.between(20, 3000)
  return {
    title: company.name,
    daysAgo,
    values: {
      ...reach(company),
      segment: random.pick(SEGMENTS),
      // New customers and quiet ones have none yet.
      ...(random.chance(0.85) && { turnover: random.amount(24_000) }),
      since: dayFrom(today, -daysAgo),
    },
  }
}

export function inventSupplier(random: Random, company: Company): Invented {
  return {
    title: company.name,
    daysAgo: random.between(100, 3000),
    values: {
      ...reach(company),
      line: random.pick(PRODUCT_LINES),
      delivery: random.pick([2, 3, 5, 7, 10, 14, 21, 30]),
      terms: random.pick(choicesOf(SUPPLIERS, 'terms')),
    },
  }
}

const GOODS: Record<string, readonly string[]> = {
  Ropes: ['Mooring lines', 'Towing hawsers', 'Fender ropes', 'Lashing straps'],
  Paint: ['Antifouling paint', 'Deck paint', 'Primer for two hulls', 'Rust converter'],
  Pumps: ['Bilge pumps', 'Fire pumps', 'Ballast pump overhaul', 'Fuel transfer pump'],
  Safety: ['Life jackets', 'Life raft inspection', 'Immersion suits', 'Fire extinguishers'],
  Navigation: ['Radar upgrade', 'Chart subscription', 'AIS transponders', 'Compass adjustment'],
  'Deck gear': ['Anchor chain', 'Winch overhaul', 'Hatch covers', 'Bollards for the quay'],
}

export function inventDeal(random: Random, today: string, customer: string): Invented {
  const line = random.pick(PRODUCT_LINES)
  const stage = ['Open', 'Won', 'Lost'][random.weighted([38, 40, 22])]!
  const open = stage === 'Open'
  const daysAgo = open ? random.between(1, 120) : random.between(40, 900)
  return {
    title: `${random.pick(GOODS[line]!)} for ${customer}`,
    daysAgo,
    values: {
      customer,
      stage,
      amount: random.amount(8_000),
      line,
      ...(open && { probability: random.pick([10, 25, 50, 75, 90]) }),
      // An open deal's date may have passed: somebody has to look at it.
      closing: dayFrom(today, open ? random.between(-20, 120) : -random.between(1, daysAgo - 10)),
    },
  }
}

const MACHINES = [
  'Bilge pump',
  'Anchor winch',
  'Fuel pump',
  'Bow thruster',
  'Deck crane',
  'Fire pump',
  'Capstan',
  'Windlass',
]
const MACHINE_TROUBLES = [
  'stops after ten minutes',
  'does not start',
  'leaks',
  'makes a loud noise',
  'runs hot',
  'has a part missing',
]
const INSTRUMENTS = [
  'Radar display',
  'Depth sounder',
  'AIS transponder',
  'Fire alarm',
  'Compass',
  'Fuel gauge',
]
const INSTRUMENT_TROUBLES = [
  'shows a wrong value',
  'goes dark',
  'needs a new certificate',
  'loses its signal',
]
const ORDERS = [
  'Invoice does not match the order',
  'Delivery came a day late',
  'Delivery is one box short',
  'Wrong size of life jackets delivered',
  'Rope delivered in the wrong colour',
  'Life raft is due for inspection',
]

function inventTrouble(random: Random): string {
  const kind = random.weighted([45, 25, 30])
  if (kind === 0) return `${random.pick(MACHINES)} ${random.pick(MACHINE_TROUBLES)}`
  if (kind === 1) return `${random.pick(INSTRUMENTS)} ${random.pick(INSTRUMENT_TROUBLES)}`
  return random.pick(ORDERS)
}

export function inventTicket(random: Random, today: string, customer: Company): Invented {
  const statuses = choicesOf(TICKETS, 'status')
  const daysAgo = random.between(0, 700)
  // What was reported long ago is seldom still open.
  const status = statuses[random.weighted(daysAgo < 30 ? [30, 30, 20, 15, 5] : [1, 3, 4, 80, 12])]!
  return {
    title: inventTrouble(random),
    daysAgo,
    values: {
      customer: customer.name,
      status,
      priority: ['Low', 'Normal', 'High'][random.weighted([25, 55, 20])]!,
      reported: dayFrom(today, -daysAgo),
      email: customer.email,
      phone: customer.phone,
    },
  }
}

export function inventContract(random: Random, today: string, customer: string): Invented {
  const daysAgo = random.between(10, 1400)
  const years = random.pick([1, 2, 3, 5])
  const kind = random.pick(choicesOf(CONTRACTS, 'kind'))
  return {
    title: `${kind}, ${customer}`,
    daysAgo,
    values: {
      customer,
      kind,
      yearly: random.amount(6_500),
      begins: dayFrom(today, -daysAgo),
      ends: dayFrom(today, years * 365 - daysAgo),
      notice: random.pick([1, 3, 6]),
    },
  }
}

export const SALES_TO_DO = [
  'Call',
  'Send the offer to',
  'Visit',
  'Send samples to',
  'Follow up with',
  'Agree on prices with',
]
export const SERVICE_TO_DO = [
  'Call back',
  'Visit',
  'Order parts for',
  'Send the report to',
  'Plan the inspection at',
]

/** Four in ten are done; of the others some are overdue. */
export function inventTask(random: Random, today: string, about: string, toDo: readonly string[]): Invented {
  const done = random.chance(0.4)
  const daysAgo = random.between(1, 60)
  const due = dayFrom(today, done ? random.between(-daysAgo, 0) : random.between(-10, 45))
  return { title: `${random.pick(toDo)} ${about}`, daysAgo, values: { due, ...(done && { done: 'done' }) } }
}
