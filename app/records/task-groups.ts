import { TASK_FIELDS } from '../../shared/domain/model/task-fields.ts'
import type { RecordRow } from '../../shared/replica/replica.ts'

export type TaskGroup = 'overdue' | 'today' | 'later' | 'no-date'

export const GROUP_WORDS: Readonly<Record<TaskGroup, string>> = {
  overdue: 'Overdue',
  today: 'Today',
  later: 'Later',
  'no-date': 'Without a date',
}

/** When a task is due (YYYY-MM-DD), or null. */
export function dueOf({ values }: Pick<RecordRow, 'values'>): string | null {
  const due = values[TASK_FIELDS.due.id]
  return typeof due === 'string' && due !== '' ? due : null
}

export const isDone = ({ values }: Pick<RecordRow, 'values'>): boolean =>
  values[TASK_FIELDS.done.id] === TASK_FIELDS.done.choices[0]

/** Open tasks by when they are due, soonest first; `today` is the day on this device. Empty groups are left out. */
export function groupTasks(
  tasks: readonly RecordRow[],
  today: string,
): { group: TaskGroup; tasks: RecordRow[] }[] {
  const groups = Map.groupBy(tasks, (task): TaskGroup => {
    const due = dueOf(task)
    if (due === null) return 'no-date'
    return due < today ? 'overdue' : due === today ? 'today' : 'later'
  })
  return (['overdue', 'today', 'later', 'no-date'] as const).flatMap((group) => {
    const inGroup = groups.get(group)
    if (!inGroup) return []
    return [
      {
        group,
        tasks: inGroup.toSorted(
          (a, b) => compare(dueOf(a) ?? '', dueOf(b) ?? '') || compare(a.createdAt, b.createdAt),
        ),
      },
    ]
  })
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The day on this device, YYYY-MM-DD. */
export function dayOf(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
