import type { Rows, Table } from '../../shared/domain/decide/change.ts'

/** Where the values of a history entry go. */
export interface Sink {
  /** Keeps the value apart and gives what stands in its place. */
  token(userId: string, field: string, value: string): string
  /** A sentence, with the values of the people in this entry replaced. */
  inText(text: string): string
}

/** Of a user's row everything is personal but this: who belongs to the row, and what the organization decided. */
const OPEN = new Set(['id', 'role', 'state', 'createdAt', 'joinedAt', 'leftAt', 'lastActiveAt', 'shared'])

/** The row as it may stand in the history for good: ids and tokens in place of personal values. */
export function rowWithTokens<T extends Table>(table: T, row: Rows[T], sink: Sink): unknown {
  switch (table) {
    case 'user': {
      const user = row as Rows['user']
      if (user.state === 'erased') return user
      return Object.fromEntries(
        Object.entries(user).map(([field, value]) => [
          field,
          OPEN.has(field) ? value : personal(field, value, user.id, sink),
        ]),
      )
    }
    case 'invitation': {
      const invitation = row as Rows['invitation']
      const { userId, email, emailKey } = invitation
      return {
        ...invitation,
        email: personal('email', email, userId, sink),
        emailKey: personal('email', emailKey, userId, sink),
      }
    }
    case 'signIn': {
      const { id, claim } = row as Rows['signIn']
      if (!claim) return row
      const { email, name } = claim
      const hidden = { email: personal('email', email, id, sink), name: personal('name', name, id, sink) }
      return { ...row, claim: { ...claim, ...hidden } }
    }
    case 'handover': {
      const handover = row as Rows['handover']
      const reasons = handover.reasons.map((reason) => ({ ...reason, message: sink.inText(reason.message) }))
      if (handover.kind !== 'switch') return { ...handover, reasons }
      const { userId, oldEmail, newEmail, oldName, newName } = handover
      return {
        ...handover,
        reasons,
        oldEmail: personal('email', oldEmail, userId, sink),
        newEmail: personal('email', newEmail, userId, sink),
        ...(oldName !== undefined && { oldName: personal('name', oldName, userId, sink) }),
        ...(newName !== undefined && { newName: personal('name', newName, userId, sink) }),
      }
    }
    case 'portfolio': {
      const portfolio = row as Rows['portfolio']
      return { ...portfolio, label: sink.inText(portfolio.label) }
    }
    case 'request': {
      const request = row as Rows['request']
      // What was asked for is in the entry's words; its arguments may hold anybody's address.
      return { ...request, command: { type: request.command.type }, word: sink.inText(request.word) }
    }
    default:
      return row
  }
}

function personal(field: string, value: unknown, userId: string, sink: Sink): unknown {
  if (typeof value === 'string') return value === '' ? '' : sink.token(userId, field, value)
  if (Array.isArray(value)) return value.map((part) => personal(field, part, userId, sink))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, personal(field, part, userId, sink)]),
    )
  return value
}

/** Users whose values stand in the row, or may be named in its sentences. */
export function peopleIn(table: Table, row: Rows[Table]): string[] {
  switch (table) {
    case 'user':
    case 'signIn':
      return [(row as Rows['user'] | Rows['signIn']).id]
    case 'invitation':
      return [(row as Rows['invitation']).userId]
    case 'handover': {
      const handover = row as Rows['handover']
      const people = handover.kind === 'switch' ? [handover.userId] : [handover.plan.from, handover.plan.to]
      return people.filter((id) => id !== null)
    }
    default:
      return []
  }
}
