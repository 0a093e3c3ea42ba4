import type { z } from 'zod'
import { type Change, create } from '../decide/change.ts'
import { accept, type Decision, refuse } from '../decide/decision.ts'
import type { Actor } from '../decide/actor.ts'
import { type Asking, ask } from '../decide/question.ts'
import { employeePlace, type EmployeePlace } from '../employees/employee-place.ts'
import { emailKey } from '../model/email.ts'
import type { organizationSchema } from '../model/organization.ts'
import { homePortfolio } from '../model/portfolio.ts'
import { taskFolder } from '../model/task-fields.ts'
import { EMPTY_PROFILE, type User } from '../model/user.ts'

export interface Founding {
  organizationId: string
  name: string
  timeZone: string
  currency: string
  userId: string
  userName: string
  workspaceId: string
  workspaceName: string
  tasksFolderId: string
  portfolioId: string
  /** Where an Employee record is kept for each user from the start (USR-5); absent: none is kept. */
  employees?: EmployeePlace | undefined
}

/** An account founds an organization with a first workspace and becomes its Admin and account owner (ROLE-1). */
export function* foundOrganization(
  founding: Founding,
  account: Actor & { kind: 'account' },
  now: string,
): Asking<Decision> {
  if (yield* ask('organization', {})) return refuse('id-used', 'This organization exists already.')
  if (!areDistinct(founding)) return refuse('id-used', 'Each part of it needs an id of its own.')
  const user: User = {
    id: founding.userId,
    name: founding.userName,
    ...EMPTY_PROFILE,
    email: account.email,
    emailKey: emailKey(account.email),
    formerly: [],
    role: 'admin',
    state: 'active',
    createdAt: now,
    joinedAt: now,
    leftAt: null,
    lastActiveAt: now,
  }
  const { workspaceId, employees } = founding
  const organization: z.infer<typeof organizationSchema> = {
    id: founding.organizationId,
    name: founding.name,
    timeZone: founding.timeZone,
    currency: founding.currency,
    ownerUserId: user.id,
    ownersAddSeats: false,
    address: '',
    seatPrice: 1200,
    seatLimit: null,
    deletion: null,
    billingName: '',
    billingEmail: '',
    createdAt: now,
    ...(employees && {
      employees: { folderId: employees.folderId, portfolioId: employees.portfolioId, isOn: true },
    }),
  }
  const changes: Change[] = [
    create('organization', organization),
    create('user', user),
    { effect: 'sit', userId: user.id, accountId: account.accountId },
    create('workspace', { id: workspaceId, name: founding.workspaceName, createdAt: now, archivedAt: null }),
    create('membership', { userId: user.id, workspaceId, level: 'owner', restrictions: [] }),
    create('portfolio', homePortfolio(founding.portfolioId, workspaceId, user.id, now)),
    create('folder', taskFolder(founding.tasksFolderId, workspaceId, now)),
    ...(employees ? employeePlace(employees, now) : []),
  ]
  return accept(changes)
}

/** For the history. */
export const foundingWords = ({ name, employees }: Pick<Founding, 'name' | 'employees'>): string =>
  employees ? `Found ${name}, with an Employee record for each user` : `Found ${name}`

function areDistinct({ workspaceId, tasksFolderId, portfolioId, employees }: Founding): boolean {
  const ids = [workspaceId, tasksFolderId, portfolioId]
  if (employees) ids.push(...Object.values(employees.workspace), employees.folderId, employees.portfolioId)
  return new Set(ids).size === ids.length
}
