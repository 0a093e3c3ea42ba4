import { type Standing, standingOf } from '../decide/actor.ts'
import type { Decision } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { Asked } from '../model/request.ts'
import { mightDo } from './askable.ts'
import { isOfRecord, readsFolderOf } from './record-request.ts'
import { stringsIn } from './strings-in.ts'

/** Decides a change in somebody's name, with their rights of today. */
export type DecideAs = (command: Asked, userId: string, now: string) => Asking<Decision>

/** Nobody looks through the rights of a hundred people for one request. */
const MOST_LOOKED_AT = 40

/**
 * Who may do it: Admins and others with a role, and Owners and Managers of the workspaces it is about, for whom the
 * decision would not be refused for lack of right; of a record, those who read it as it is. The table of rights is asked,
 * nothing else (ROLE-3).
 */
export function* whoMay(command: Asked, asker: Standing, now: string, decideAs: DecideAs): Asking<string[]> {
  const workspaceIds = yield* workspacesIn(command.args)
  const candidates = yield* ask('answerers', { workspaceIds })
  const may: string[] = []
  for (const userId of candidates.filter((id) => id !== asker.user.id).slice(0, MOST_LOOKED_AT))
    if ((yield* readsIt(command, userId)) && mightDo(yield* decideAs(command, userId, now))) may.push(userId)
  return may
}

function* readsIt(command: Asked, userId: string): Asking<boolean> {
  if (!isOfRecord(command)) return true
  const standing = yield* standingOf(userId)
  return standing !== null && (yield* readsFolderOf(standing, command))
}

/** The workspaces that a change names, or something in them. */
export function* workspacesIn(args: unknown): Asking<string[]> {
  const found = new Set<string>()
  for (const id of new Set(stringsIn(args))) {
    if (id.startsWith('wsp_')) found.add(id)
    const row = id.startsWith('fld_')
      ? yield* ask('folder', { id })
      : id.startsWith('pfo_')
        ? yield* ask('portfolio', { id })
        : null
    if (row) found.add(row.workspaceId)
  }
  return [...found]
}
