import { z } from 'zod'
import { type Change, create } from '../decide/change.ts'
import { idSchema } from '../model/id.ts'
import type { Portfolio } from '../model/portfolio.ts'
import { taskFolder } from '../model/task-fields.ts'
import { employeeFolder } from './employee-folder.ts'

/** Ids for a place of their own for Employee records: a workspace, its folders, and the portfolio that they lie in. */
export const employeePlaceSchema = z.strictObject({
  folderId: idSchema('folder'),
  portfolioId: idSchema('portfolio'),
  workspace: z.strictObject({ workspaceId: idSchema('workspace'), tasksFolderId: idSchema('folder') }),
})
export type EmployeePlace = z.infer<typeof employeePlaceSchema>

/** What makes it (USR-5). Nobody is a member of the workspace, so only Admins, who are Owner everywhere, read it. */
export const employeePlace = ({ folderId, portfolioId, workspace }: EmployeePlace, now: string): Change[] => [
  create('workspace', { id: workspace.workspaceId, name: 'Staff', createdAt: now, archivedAt: null }),
  create('folder', taskFolder(workspace.tasksFolderId, workspace.workspaceId, now)),
  create('folder', employeeFolder(folderId, workspace.workspaceId, now)),
  create('portfolio', employeePortfolio(portfolioId, workspace.workspaceId, now)),
]

/** What Employee records lie in, looked after by nobody. */
export const employeePortfolio = (id: string, workspaceId: string, now: string): Portfolio => ({
  ...{ id, workspaceId, homeOf: null, origin: null, label: '' },
  holdings: [{ holder: null, handoverId: null, since: now }],
})
