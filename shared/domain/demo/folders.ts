import type { z } from 'zod'
import type { Field, stageSchema } from '../model/folder.ts'

export interface DemoFolder {
  name: string
  fields: Field[]
  stage: z.infer<typeof stageSchema> | null
}

const field = (id: string, name: string, type: Field['type'], choices?: string[]): Field => ({
  id,
  name,
  type,
  ...(choices && { choices }),
})
const contact = [
  field('contact', 'Contact', 'text'),
  field('email', 'Email', 'email'),
  field('phone', 'Phone', 'phone'),
]
const place = [field('city', 'City', 'text'), field('country', 'Country', 'text')]

export const PRODUCT_LINES = ['Ropes', 'Paint', 'Pumps', 'Safety', 'Navigation', 'Deck gear']
export const SEGMENTS = ['Shipping line', 'Shipyard', 'Fishing', 'Leisure', 'Port']

export const CUSTOMERS: DemoFolder = {
  name: 'Customers',
  fields: [
    ...place,
    ...contact,
    field('segment', 'Segment', 'choice', SEGMENTS),
    field('turnover', 'Turnover last year', 'money'),
    field('since', 'Customer since', 'date'),
  ],
  stage: null,
}

export const DEALS: DemoFolder = {
  name: 'Deals',
  fields: [
    field('customer', 'Customer', 'text'),
    field('stage', 'Stage', 'choice', ['Open', 'Won', 'Lost']),
    field('amount', 'Amount', 'money'),
    field('line', 'Product line', 'choice', PRODUCT_LINES),
    field('probability', 'Probability in %', 'number'),
    field('closing', 'Closing date', 'date'),
  ],
  stage: { fieldId: 'stage', won: ['Won'], lost: ['Lost'] },
}

export const SUPPLIERS: DemoFolder = {
  name: 'Suppliers',
  fields: [
    ...place,
    ...contact,
    field('line', 'Product line', 'choice', PRODUCT_LINES),
    field('delivery', 'Delivery in days', 'number'),
    field('terms', 'Payment terms', 'choice', ['14 days', '30 days', '60 days', 'In advance']),
  ],
  stage: null,
}

export const TICKETS: DemoFolder = {
  name: 'Tickets',
  fields: [
    field('customer', 'Customer', 'text'),
    field('status', 'Status', 'choice', ['New', 'In work', 'Waiting for customer', 'Solved', 'Dropped']),
    field('priority', 'Priority', 'choice', ['Low', 'Normal', 'High']),
    field('reported', 'Reported', 'date'),
    field('email', 'Email', 'email'),
    field('phone', 'Phone', 'phone'),
  ],
  stage: { fieldId: 'status', won: ['Solved'], lost: ['Dropped'] },
}

export const CONTRACTS: DemoFolder = {
  name: 'Contracts',
  fields: [
    field('customer', 'Customer', 'text'),
    field('kind', 'Kind', 'choice', ['Maintenance', 'Inspection', 'Spare parts', 'Full service']),
    field('yearly', 'Price per year', 'money'),
    field('begins', 'Begins', 'date'),
    field('ends', 'Ends', 'date'),
    field('notice', 'Notice in months', 'number'),
  ],
  stage: null,
}
