import type { Folder } from '../../shared/domain/model/folder.ts'
import type { RecordRow } from '../../shared/replica/replica.ts'
import { dueOf, isDone } from '../records/task-groups.ts'

/** One part of what lies in a folder: "Won 12", "Overdue 3". */
export interface Part {
  label: string
  count: number
  /** Wants attention. */
  isLate?: true
}

type Row = Pick<RecordRow, 'values'>

/** Tasks: open, of them overdue, and done. Records: by stage in the order of the choices; empty parts are left out (USR-8). */
export function partsOf(folder: Folder, rows: readonly Row[], today: string): Part[] {
  if (folder.kind === 'tasks') return taskParts(rows, today)
  const { stage } = folder
  if (!stage) return []
  const counts = new Map<string, number>()
  for (const { values } of rows) {
    const value = values[stage.fieldId]
    const label = typeof value === 'string' && value !== '' ? value : NO_STAGE
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  const choices = folder.fields.find(({ id }) => id === stage.fieldId)?.choices ?? []
  const labels = new Set([...choices, ...counts.keys()])
  return [...labels].flatMap((label) => {
    const count = counts.get(label) ?? 0
    return count > 0 ? [{ label, count }] : []
  })
}

function taskParts(rows: readonly Row[], today: string): Part[] {
  const open = rows.filter((row) => !isDone(row))
  const late = open.filter((row) => (dueOf(row) ?? today) < today).length
  const parts: Part[] = [
    { label: 'Open', count: open.length },
    { label: 'Overdue', count: late, isLate: true },
    { label: 'Done', count: rows.length - open.length },
  ]
  return parts.filter(({ count }) => count > 0)
}

const NO_STAGE = 'without a stage'
