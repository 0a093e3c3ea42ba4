import { type Change, create } from '../../shared/domain/decide/change.ts'
import type { DemoData, DemoWorkspace } from '../../shared/domain/demo/demo-data.ts'
import { emailKey } from '../../shared/domain/model/email.ts'
import type { Folder } from '../../shared/domain/model/folder.ts'
import { INVITATION_DAYS } from '../../shared/domain/model/invitation.ts'
import { homePortfolio } from '../../shared/domain/model/portfolio.ts'
import { taskFolder } from '../../shared/domain/model/task-fields.ts'
import { daysAfter } from '../../shared/domain/model/time.ts'
import { EMPTY_PROFILE, type User } from '../../shared/domain/model/user.ts'
import { newId } from '../new-id.ts'

export interface DemoFounder {
  accountId: string
  email: string
  name: string
}

/** The demo's ids by the data's own indexes. */
export interface DemoDirectory {
  organizationId: string
  founderId: string
  userIds: string[]
  workspaces: {
    id: string
    folderIds: string[]
    tasksFolderId: string
    /** Homes by person; a person without one does not work here. */
    homes: Map<number, string>
    /** Where what nobody looks after lies. */
    unassigned: string
  }[]
  /** One list of changes for each entry of the history, in order. */
  steps: { at: string; words: string; action: string; changes: Change[] }[]
}

/**
 * Everything of the demo but its items, with those who left still there: the handover comes after. The founder is account
 * owner; whoever of the demo's people has the founder's address gets another one.
 */
export function demoDirectory(
  data: DemoData,
  founder: DemoFounder,
  accountIds: (string | null)[],
  now: string,
): DemoDirectory {
  const organizationId = newId('organization')
  const founderId = newId('user')
  const began = daysAfter(now, -2_000)
  const workspaces = data.workspaces.map((workspace) => workspaceRows(workspace, began))
  const founderRow = userRow(founderId, founder.email, founder.name, {
    role: 'admin',
    createdAt: began,
    joinedAt: began,
    lastActiveAt: now,
  })
  const founding: Change[] = [
    create('organization', {
      id: organizationId,
      ...data.organization,
      ownerUserId: founderId,
      ownersAddSeats: true,
      deletion: null,
      createdAt: began,
    }),
    create('user', founderRow),
    { effect: 'sit', userId: founderId, accountId: founder.accountId },
    ...workspaces.flatMap(({ changes }) => changes),
  ]
  const directory: DemoDirectory = {
    organizationId,
    founderId,
    userIds: [],
    workspaces: workspaces.map(({ changes: _, ...ids }) => ids),
    steps: [
      {
        at: began,
        words: `Found ${data.organization.name}`,
        action: 'organization.found',
        changes: founding,
      },
    ],
  }
  data.people.forEach((person, index) => {
    const id = newId('user')
    directory.userIds.push(id)
    const joinedAt = person.joinedDaysAgo === null ? null : daysAfter(now, -person.joinedDaysAgo)
    const at = joinedAt ?? daysAfter(now, -2)
    const email = emailKey(person.email) === emailKey(founder.email) ? `demo.${person.email}` : person.email
    const changes: Change[] = [
      create(
        'user',
        userRow(id, email, person.name, {
          userName: person.userName,
          number: person.number,
          position: person.position,
          role: person.role,
          // Who left is still there until the handover, which deactivates them.
          state: person.state === 'deactivated' ? 'active' : person.state,
          createdAt: at,
          joinedAt,
          lastActiveAt: joinedAt && daysAfter(now, -(person.leftDaysAgo ?? (index % 5) / 3)),
        }),
      ),
    ]
    for (const membership of person.memberships) {
      const place = directory.workspaces[membership.workspace]
      if (!place) throw new Error(`the demo has no workspace ${membership.workspace}`)
      const home = newId('portfolio')
      place.homes.set(index, home)
      changes.push(
        create('membership', {
          userId: id,
          workspaceId: place.id,
          level: membership.level,
          restrictions: [],
        }),
        create('portfolio', homePortfolio(home, place.id, id, at)),
      )
    }
    if (person.state === 'pending')
      changes.push(
        create('invitation', {
          id: newId('invitation'),
          userId: id,
          purpose: 'join',
          handoverId: null,
          email,
          emailKey: emailKey(email),
          invitedBy: founderId,
          createdAt: at,
          expiresAt: daysAfter(at, INVITATION_DAYS),
          state: 'pending',
        }),
      )
    const accountId = accountIds[index]
    if (accountId && email === person.email) changes.push({ effect: 'sit', userId: id, accountId })
    directory.steps.push({ at, words: `Invite ${email}`, action: 'user.invite', changes })
  })
  return directory
}

function workspaceRows(workspace: DemoWorkspace, began: string) {
  const id = newId('workspace')
  const tasksFolderId = newId('folder')
  const unassigned = newId('portfolio')
  const folders = workspace.folders.map(({ name, fields, stage }): Folder => ({
    id: newId('folder'),
    workspaceId: id,
    name,
    kind: 'records',
    fields,
    stage,
    createdAt: began,
    archivedAt: null,
  }))
  const changes: Change[] = [
    create('workspace', { id, name: workspace.name, createdAt: began, archivedAt: null }),
    create('folder', taskFolder(tasksFolderId, id, began)),
    ...folders.map((folder) => create('folder', folder)),
    create('portfolio', {
      id: unassigned,
      workspaceId: id,
      homeOf: null,
      origin: null,
      label: 'From the old system',
      holdings: [{ holder: null, handoverId: null, since: began }],
    }),
  ]
  const folderIds = folders.map((folder) => folder.id)
  return { id, tasksFolderId, folderIds, unassigned, homes: new Map<number, string>(), changes }
}

const userRow = (
  id: string,
  email: string,
  name: string,
  more: Partial<User> & Pick<User, 'createdAt' | 'role'>,
): User => ({
  id,
  name,
  ...EMPTY_PROFILE,
  email,
  emailKey: emailKey(email),
  formerly: [],
  state: 'active',
  joinedAt: null,
  leftAt: null,
  lastActiveAt: null,
  ...more,
})
