import type { Standing } from '../decide/actor.ts'
import { can, columnsThatCount } from './can.ts'
import { COLUMN_NAMES, COLUMNS, type Column } from './column.ts'
import { type ScopeName, SCOPES, type Target } from './scope.ts'
import { type Action, TABLE } from './table.ts'

/** The answer to "may Anna delete records in Sales?", and the cell of the table that decides it. */
export interface Explained {
  allowed: boolean
  /** The cell that allows it; or, when nothing does, the highest one that was looked at. Null: nothing in the table is about them. */
  cell: { column: Column; scope: ScopeName } | null
  /** Why not, as the app would say it; null when allowed. */
  refusal: string | null
}

/** The same decision as `can`, with what decided it. */
export function explain(actor: Standing, action: Action, target: Target = {}): Explained {
  const refusal = can(actor, action, target)
  const cells = columnsThatCount(actor, action, target).map((column) => ({
    column,
    scope: TABLE[action][COLUMNS.indexOf(column)] as ScopeName,
  }))
  const allowing = cells.find(({ scope }) => SCOPES[scope](actor, target))
  return {
    allowed: refusal === null,
    cell: (refusal === null ? allowing : cells[0]) ?? null,
    refusal: refusal?.message ?? null,
  }
}

/** A cell in words: "yes", "no", "view", or its condition. */
export const cellInWords = (scope: ScopeName): string =>
  scope === 'no' ? '–' : scope === 'view' ? 'look only' : scope

/** Every row of the table, with its cells in words, for people to read. */
export const tableInWords = (): { action: Action; cells: Record<Column, string> }[] =>
  (Object.keys(TABLE) as Action[]).map((action) => ({
    action,
    cells: Object.fromEntries(
      COLUMNS.map((column, index) => [column, cellInWords(TABLE[action][index] as ScopeName)]),
    ) as Record<Column, string>,
  }))

/** "As Agent: unless no delete." */
export const cellSentence = ({ column, scope }: NonNullable<Explained['cell']>): string =>
  `The rule for ${/^[AEIO]/.test(COLUMN_NAMES[column]) ? 'an' : 'a'} ${COLUMN_NAMES[column]}: ${
    scope === 'no' ? 'no' : scope === 'view' ? 'may look, not change' : scope
  }.`
