import { weekIn } from '../../shared/domain/model/week.ts'
import { dueTasks } from '../content/records/item-index.ts'
import { dayInWords } from '../moment-in-words.ts'
import type { Db } from '../store/store.ts'
import type { MailSection } from './mails/mail.ts'

const LINES = 15

/** The open tasks in these portfolios that are late or due until the end of the organization's week (HAND-25); null: none. */
export async function dueThisWeek(
  db: Db,
  organization: { id: string; timeZone: string },
  portfolioIds: string[],
  now: string,
): Promise<MailSection | null> {
  const { today, until } = weekIn(now, organization.timeZone)
  const { tasks, all } = await dueTasks(db, organization.id, portfolioIds, until, LINES)
  if (all === 0) return null
  const lines = tasks.map(({ title, due }) => {
    const day = dayInWords(`${due}T12:00:00.000Z`, 'UTC')
    const when = due < today ? `was due ${day}` : due === today ? 'due today' : `due ${day}`
    return `${title || 'A task without a title'}: ${when}`
  })
  const more = all - tasks.length
  return {
    heading:
      all === 1 ? 'One task is due this week:' : `${all.toLocaleString('en')} tasks are due this week:`,
    list: more > 0 ? [...lines, `and ${more.toLocaleString('en')} more`] : lines,
  }
}
