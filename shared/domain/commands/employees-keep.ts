import { z } from 'zod'
import { type Change, create, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { employeeFieldsOf } from '../employees/employee-folder.ts'
import { employeePlace, employeePlaceSchema, employeePortfolio } from '../employees/employee-place.ts'
import { can } from '../policy/can.ts'
import { isAdmin } from '../policy/column.ts'

/**
 * Keeps an Employee record for each user from now on (USR-5): in a folder of a workspace made for it, or in one that is
 * there. Nobody is a member of that workspace, so only Admins, who are Owner everywhere (ROLE-12), read it.
 */
export const employeesKeep = defineCommand({
  type: 'employees.keep',
  args: z.strictObject({
    folderId: employeePlaceSchema.shape.folderId,
    /** In which the records lie, looked after by nobody. Left alone where the folder was used for this before. */
    portfolioId: employeePlaceSchema.shape.portfolioId,
    /** The workspace to make for it; absent: the folder is there. */
    workspace: employeePlaceSchema.shape.workspace.optional(),
  }),
  *decide({ folderId, portfolioId, workspace }, { actor, now }) {
    const refusal = can(actor, 'change organization settings')
    if (refusal) return refusal
    const organization = yield* ask('organization', {})
    if (!organization) return refuse('no-organization', 'This organization is gone.')
    const { employees } = organization
    if (employees?.isOn)
      return refuse('already-kept', 'Employee records are kept already. Look at the Organization page.')
    const keptIn = (portfolio: string) =>
      put('organization', { ...organization, employees: { folderId, portfolioId: portfolio, isOn: true } })
    if (workspace)
      return accept([...employeePlace({ folderId, portfolioId, workspace }, now), keptIn(portfolioId)])
    const folder = yield* ask('folder', { id: folderId })
    const place = folder && (yield* ask('workspace', { id: folder.workspaceId }))
    if (!folder || folder.archivedAt || !place || place.archivedAt)
      return refuse('no-folder', 'This folder is gone. Choose another one, or have one made.')
    if (!employeeFieldsOf(folder))
      return refuse(
        'lacks-fields',
        `“${folder.name}” needs a field for an email address and one for a person. Add them, or choose another folder.`,
      )
    const left = yield* withoutMembers(folder.workspaceId)
    if ('status' in left) return left
    if (employees?.folderId === folderId) return accept([...left, keptIn(employees.portfolioId)])
    return accept([
      ...left,
      create('portfolio', employeePortfolio(portfolioId, folder.workspaceId, now)),
      keptIn(portfolioId),
    ])
  },
  words: ({ folderId, workspace }, nameOf) =>
    workspace
      ? 'Keep an Employee record for each user'
      : `Keep an Employee record for each user, in ${nameOf(folderId)}`,
})

/** Keeps no Employee records any more; those that are there stay as they are. */
export const employeesStop = defineCommand({
  type: 'employees.stop',
  args: z.strictObject({}),
  *decide(_args, { actor }) {
    const refusal = can(actor, 'change organization settings')
    if (refusal) return refusal
    const organization = yield* ask('organization', {})
    if (!organization) return refuse('no-organization', 'This organization is gone.')
    const { employees } = organization
    if (!employees?.isOn) return accept([])
    return accept([put('organization', { ...organization, employees: { ...employees, isOn: false } })])
  },
  words: () => 'Keep no Employee records any more',
})

/**
 * Admins need no membership to work there, and would keep what it gives when they are Admin no more. Where somebody else
 * works, it is no place for this.
 */
function* withoutMembers(workspaceId: string): Asking<Change[] | Refusal> {
  const changes: Change[] = []
  for (const { userId } of yield* ask('membershipsIn', { workspaceId })) {
    const user = yield* ask('user', { id: userId })
    if (user && !isAdmin(user))
      return refuse(
        'people-work-there',
        'People who are no Admins work in this workspace, and would see everybody’s record. Choose a folder elsewhere, or have one made.',
      )
    changes.push({ remove: 'membership', key: `${workspaceId}/${userId}` })
  }
  return changes
}
