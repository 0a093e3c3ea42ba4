import type { Standing } from '../decide/actor.ts'
import { can, columnsThatCount } from './can.ts'
import { COLUMN_NAMES, COLUMNS, type Column } from './column.ts'
import { ACTION_WORDS, SCOPE_WORDS } from './rights-in-words.ts'
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

/** Rows about what the product does not have yet: the rule stands, and there is nothing on any screen that it decides. */
const NOT_ON_SCREEN: ReadonlySet<Action> = new Set<Action>(['manage workflows', 'manage integrations'])

/** What the table decides on the screens, row by row. */
export const ACTIONS_SHOWN = (Object.keys(TABLE) as Action[]).filter((action) => !NOT_ON_SCREEN.has(action))

/** Every row of the table that is about something on a screen, with its cells in words, for people to read. */
export const tableInWords = (): { action: Action; words: string; cells: Record<Column, string> }[] =>
  ACTIONS_SHOWN.map((action) => ({
    action,
    words: ACTION_WORDS[action],
    cells: Object.fromEntries(
      COLUMNS.map((column, index) => [column, SCOPE_WORDS[TABLE[action][index] as ScopeName]]),
    ) as Record<Column, string>,
  }))

/** "The rule for an Agent: unless they may not delete." */
export const cellSentence = ({ column, scope }: NonNullable<Explained['cell']>): string =>
  `The rule for ${/^[AEIO]/.test(COLUMN_NAMES[column]) ? 'an' : 'a'} ${COLUMN_NAMES[column]}: ${
    scope === 'no' ? 'no' : scope === 'view' ? 'may look, not change' : SCOPE_WORDS[scope]
  }.`
