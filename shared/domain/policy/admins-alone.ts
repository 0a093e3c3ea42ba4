import { type Change, isRowChange } from '../decide/change.ts'
import { type Refusal, refuse } from '../decide/decision.ts'

/**
 * USR-5: nobody is put into the workspace of the Employee records, whichever way it would happen: by invitation, handover
 * or import, or before an Admin stops being one. Admins need no membership there. Asked of every decision.
 */
export function adminsAlone(changes: readonly Change[], workspaceOfEmployees: string | null): Refusal | null {
  const wrong = changes
    .filter(isRowChange)
    .some(
      (change) =>
        'put' in change && change.put === 'membership' && change.row.workspaceId === workspaceOfEmployees,
    )
  return wrong ? ADMINS_ALONE : null
}

export const ADMINS_ALONE = refuse(
  'admins-alone',
  'In this workspace lie the Employee records, which Admins alone see, so nobody is put into it. Leave it out, or turn the records off on the Organization page.',
)
