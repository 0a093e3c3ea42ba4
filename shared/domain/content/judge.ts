import type { Standing } from '../decide/actor.ts'
import { refuse, type Refusal } from '../decide/decision.ts'
import type { Field, Folder } from '../model/folder.ts'
import { holderOf, type Portfolio } from '../model/portfolio.ts'
import { type CreatedRecord, createdRecordSchema, fitsField } from '../model/record.ts'
import { can } from '../policy/can.ts'
import { isContact, seesContacts } from '../policy/reading.ts'

/** What a judgement rests on. The guard and the commands of the second door ask the same (ROLE-3). */
export interface Facts {
  actor: Standing
  folder: Folder
  /** By the id as given: what a merged command turned into something else is here under both (INV-8). */
  portfolios: ReadonlyMap<string, Portfolio>
  /** Nothing is written now, whoever it is: the subscription has ended. */
  closed?: Refusal | null
}

/** What becomes of a value: kept (as it came, or as the server writes it instead), or set back. */
export type Verdict = { keep: unknown; without?: Lost[] } | Refusal

/** A part of a value that was not kept, and why. */
export interface Lost {
  field: string
  reason: Refusal
}

const NO_PORTFOLIO = refuse('no-such-portfolio', 'Whoever was to look after it is not known here.')

/** May the actor create this record? Portfolios under a merged id become the real one. */
export function judgeCreation(value: unknown, facts: Facts): Verdict {
  if (facts.closed) return facts.closed
  const parsed = createdRecordSchema.safeParse(value)
  if (!parsed.success) return refuse('bad-record', 'It is not a record this version understands.')
  const portfolio = portfolioHere(parsed.data.portfolio, facts)
  if (!portfolio) return NO_PORTFOLIO
  const refusal = mayPutInto(portfolio, facts)
  if (refusal) return refusal
  const { values, lost } = fitting(parsed.data.values, facts.folder.fields)
  const keep: CreatedRecord = { ...parsed.data, portfolio: portfolio.id, values }
  return lost.length > 0 ? { keep, without: lost } : { keep }
}

/** May the actor give this field of an existing record this value? `undefined` takes the edit away. */
export function judgeEdit(
  field: string,
  value: unknown,
  record: { created: CreatedRecord; portfolio: string },
  facts: Facts,
): Verdict {
  if (facts.closed) return facts.closed
  const target = { workspaceId: facts.folder.workspaceId, holder: holderIn(record.portfolio, facts) }
  if (field === 'portfolio') {
    const portfolio = portfolioHere(value === undefined ? record.created.portfolio : value, facts)
    if (!portfolio) return NO_PORTFOLIO
    return can(facts.actor, 'assign one item', target) ?? { keep: value === undefined ? value : portfolio.id }
  }
  if (field === 'deleted') {
    if (value !== undefined && value !== null && !isMoment(value))
      return refuse('bad-value', 'The bin takes the moment something was deleted.')
    return can(facts.actor, 'delete items', target) ?? { keep: value }
  }
  const hidden = isHidden(field, facts) ? HIDDEN : null
  return (
    misfit(field, value, facts.folder.fields) ??
    hidden ??
    can(facts.actor, 'edit items', target) ?? { keep: value }
  )
}

function misfit(fieldId: string, value: unknown, fields: Field[]): Refusal | null {
  if (value === undefined) return null
  if (fieldId === 'title')
    return typeof value === 'string' && value.length <= 500 ? null : refuse('bad-value', 'A title is a text.')
  // An archived field still takes what was written to it offline (REC-5).
  const field = fields.find(({ id }) => id === fieldId)
  if (!field) return refuse('no-such-field', 'The folder has no such field.')
  return fitsField(field, value) ? null : refuse('bad-value', `“${field.name}” does not take this value.`)
}

function fitting(
  values: CreatedRecord['values'],
  fields: Field[],
): { values: CreatedRecord['values']; lost: Lost[] } {
  const kept: CreatedRecord['values'] = {}
  const lost: Lost[] = []
  for (const [field, value] of Object.entries(values)) {
    const reason = field === 'title' ? NO_FIELD : misfit(field, value, fields)
    if (reason) lost.push({ field, reason })
    else kept[field] = value
  }
  return { values: kept, lost }
}
const NO_FIELD = refuse('no-such-field', 'The folder has no such field.')

/** Who can't see a value can't know what they would write over. */
const isHidden = (fieldId: string, { actor, folder }: Facts): boolean =>
  !seesContacts(actor, folder.workspaceId) &&
  folder.fields.some((field) => field.id === fieldId && isContact(field))
const HIDDEN = refuse(
  'hidden',
  'Contact details are hidden from you here, so you may not change them. Ask an Owner of the workspace.',
)

const portfolioHere = (id: unknown, { portfolios, folder }: Facts): Portfolio | null => {
  const portfolio = typeof id === 'string' ? portfolios.get(id) : undefined
  return portfolio?.workspaceId === folder.workspaceId ? portfolio : null
}

const holderIn = (portfolioId: string, { portfolios }: Facts): string | null => {
  const portfolio = portfolios.get(portfolioId)
  return portfolio ? holderOf(portfolio) : null
}

/**
 * Into what one holds oneself, or ever held: a device that was offline still writes into a home that was handed over
 * meanwhile, and what it writes reaches the new holder (HAND-13). Else as one may give an item to somebody.
 */
function mayPutInto(portfolio: Portfolio, { actor, folder }: Facts): Refusal | null {
  const holder = holderOf(portfolio)
  const wasTheirs = portfolio.holdings.some((holding) => holding.holder === actor.user.id)
  const target = { workspaceId: folder.workspaceId, holder: wasTheirs ? actor.user.id : holder }
  return can(actor, 'edit items', target) ?? (wasTheirs ? null : can(actor, 'assign one item', target))
}

const isMoment = (value: unknown): boolean =>
  typeof value === 'string' && createdRecordSchema.shape.createdAt.safeParse(value).success
