import type { HistoryQuery } from '../../shared/replica/session.ts'

/** What the history is filtered by, as it stands in the page's address: days are YYYY-MM-DD. */
export interface HistoryChoice {
  user: string | null
  handover: string | null
  kinds: readonly string[]
  from: string
  until: string
}

export const readChoice = (query: URLSearchParams): HistoryChoice => ({
  user: query.get('user'),
  handover: query.get('handover'),
  kinds: query.get('kinds')?.split(',').filter(Boolean) ?? [],
  from: query.get('from') ?? '',
  until: query.get('until') ?? '',
})

/** The same for the address; what is not chosen is left out. */
export const choiceQuery = ({
  user,
  handover,
  kinds,
  from,
  until,
}: HistoryChoice): Record<string, string> => ({
  ...(user && { user }),
  ...(handover && { handover }),
  ...(kinds.length > 0 && { kinds: kinds.join(',') }),
  ...(from && { from }),
  ...(until && { until }),
})

/** The same for the server. Days are those of this device: from the first moment of one to the last of the other. */
export function serverQuery(organizationId: string, choice: HistoryChoice): HistoryQuery {
  const { from, until, ...rest } = choiceQuery(choice)
  const [first, last] = [startOfDay(from), startOfDay(until, 1)]
  return { organizationId, ...rest, ...(first && { from: first }), ...(last && { until: last }) }
}

function startOfDay(day: string | undefined, later = 0): string | null {
  const [year, month, date] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? []).slice(1).map(Number)
  if (year === undefined || month === undefined || date === undefined) return null
  return new Date(year, month - 1, date + later).toISOString()
}
