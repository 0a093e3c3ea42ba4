import { inventCompany, SUPPLIER_KINDS, type Company } from './companies.ts'
import { CONTRACTS, CUSTOMERS, DEALS, SUPPLIERS, TICKETS, type DemoFolder } from './folders.ts'
import {
  dayFrom,
  inventContract,
  inventCustomer,
  inventDeal,
  inventSupplier,
  inventTask,
  inventTicket,
  SALES_TO_DO,
  SERVICE_TO_DO,
  type Invented,
  type Values,
} from './invent.ts'
import { CHIARA, DEMO_PEOPLE, FARID, SHARES, type DemoPerson } from './people.ts'
import type { Organization } from '../model/organization.ts'
import { randomFrom, type Random } from './random.ts'

export interface DemoRecord {
  title: string
  /** By field id. */
  values: Values
  /** In `people`; null: nobody looks after it. Before the handover: what the one who left had is still theirs. */
  ownerIndex: number | null
  createdOn: string
}

export interface DemoTask extends DemoRecord {
  /** The record it is about: a folder of the same workspace, and the record's place in it. */
  about: { folder: number; record: number }
}

export interface DemoWorkspace {
  name: string
  folders: (DemoFolder & { records: DemoRecord[] })[]
  /** `values` are those of the tasks folder (`model/task-fields.ts`), without `about`. */
  tasks: DemoTask[]
}

export interface DemoData {
  organization: Pick<
    Organization,
    'name' | 'address' | 'timeZone' | 'currency' | 'seatPrice' | 'seatLimit' | 'billingName' | 'billingEmail'
  >
  people: readonly DemoPerson[]
  workspaces: DemoWorkspace[]
  /** Handed over in full when they left; indexes in `people`. */
  handover: { from: number; to: number; on: string }
}

/** 5,000 records and 300 tasks. */
const COUNTS = {
  customers: 1200,
  deals: 1600,
  suppliers: 200,
  tickets: 1600,
  contracts: 400,
  tasks: [180, 120],
}
/** Part of the items that nobody looks after. */
const UNASSIGNED = 0.03

/**
 * The demo organization's content. `today` is YYYY-MM-DD: all dates lie around it. The same seed and day give the same data. The
 * caller adds the person who asked for it, and makes commands of it.
 */
export function demoData(today: string, seed = 20): DemoData {
  const random = randomFrom(seed)
  const names = new Set<string>()
  const companies = Array.from({ length: COUNTS.customers }, () => inventCompany(random, names))

  const customers = companies.map((company) =>
    owned(random, today, SHARES.sales, inventCustomer(random, today, company)),
  )
  const deals = times(COUNTS.deals, () => {
    const i = random.between(0, companies.length - 1)
    const invented = inventDeal(random, today, companies[i]!.name)
    const deal = owned(random, today, SHARES.sales, invented)
    const usual = customers[i]!.ownerIndex
    // Mostly whoever looks after the customer also makes the deal.
    return random.chance(0.8) && wasThere(usual, invented.daysAgo) ? { ...deal, ownerIndex: usual } : deal
  })
  const suppliers = times(COUNTS.suppliers, () =>
    owned(
      random,
      today,
      SHARES.purchase,
      inventSupplier(random, inventCompany(random, names, SUPPLIER_KINDS)),
    ),
  )
  const customer = (): Company => random.pick(companies)
  const tickets = times(COUNTS.tickets, () =>
    owned(random, today, SHARES.service, inventTicket(random, today, customer())),
  )
  const contracts = times(COUNTS.contracts, () =>
    owned(random, today, SHARES.contracts, inventContract(random, today, customer().name)),
  )

  return {
    organization: {
      name: 'Harbour Supply (demo)',
      address: 'Harbour Supply GmbH\nKaistraße 7\n20457 Hamburg\nGermany',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      seatPrice: 1800,
      seatLimit: 25,
      billingName: 'Accounts payable',
      billingEmail: 'invoices@harbour-supply.example',
    },
    people: DEMO_PEOPLE,
    workspaces: [
      workspace('Sales', random, today, COUNTS.tasks[0]!, [
        { ...CUSTOMERS, records: customers },
        { ...DEALS, records: deals },
        { ...SUPPLIERS, records: suppliers },
      ]),
      workspace('Service', random, today, COUNTS.tasks[1]!, [
        { ...TICKETS, records: tickets },
        { ...CONTRACTS, records: contracts },
      ]),
    ],
    handover: { from: FARID, to: CHIARA, on: dayFrom(today, -(DEMO_PEOPLE[FARID]!.leftDaysAgo ?? 0)) },
  }
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

function owned(random: Random, today: string, shares: readonly number[], invented: Invented): DemoRecord {
  const { title, values, daysAgo } = invented
  const ownerIndex = random.chance(UNASSIGNED) ? null : stillThere(random, shares, daysAgo)
  return { title, values, ownerIndex, createdOn: dayFrom(today, -daysAgo) }
}

/** Nobody gets work after they have left. */
const wasThere = (owner: number | null, daysAgo: number): boolean =>
  owner === null || (DEMO_PEOPLE[owner]!.leftDaysAgo ?? -1) < daysAgo

const stillThere = (random: Random, shares: readonly number[], daysAgo: number): number =>
  random.weighted(shares.map((share, i) => (wasThere(i, daysAgo) ? share : 0)))

function workspace(
  name: string,
  random: Random,
  today: string,
  taskCount: number,
  folders: DemoWorkspace['folders'],
): DemoWorkspace {
  const tasks = times(taskCount, () => {
    const folder = random.between(0, folders.length - 1)
    const records = folders[folder]!.records
    const record = random.between(0, records.length - 1)
    const about = records[record]!
    const subject = String(about.values['customer'] ?? about.title)
    const { title, values, ...task } = inventTask(
      random,
      today,
      subject,
      name === 'Sales' ? SALES_TO_DO : SERVICE_TO_DO,
    )
    const left = about.ownerIndex === null ? null : DEMO_PEOPLE[about.ownerIndex]!.leftDaysAgo
    const daysAgo = task.daysAgo + (left ?? 0)
    return {
      title,
      values,
      ownerIndex: about.ownerIndex,
      createdOn: dayFrom(today, -daysAgo),
      about: { folder, record },
    }
  })
  return { name, folders, tasks }
}
