import type { CommandAnswer } from '../../shared/protocol/http.ts'
import { newId } from '../new-id.ts'
import type { TestClient } from './test-client.ts'
import type { TestServer } from './test-server.ts'

/** An organization with its founder signed in. */
export interface TestOrganization {
  organizationId: string
  userId: string
  workspaceId: string
  portfolioId: string
  tasksFolderId: string
  admin: TestClient
  /** Sends one command as somebody. */
  send(client: TestClient, type: string, args: unknown, id?: string): Promise<CommandAnswer>
  /** Invites somebody and accepts as them. */
  join(email: string, more?: Joining): Promise<Joined>
}

export interface Joining {
  role?: string
  level?: string
  restrictions?: string[]
}

export interface Joined {
  client: TestClient
  userId: string
  invitationId: string
  portfolioId: string
}

export async function foundTestOrganization(
  server: TestServer,
  email = 'anna@orbis.test',
  { name = 'Orbis', signIn = (to: string) => server.signIn(to) } = {},
): Promise<TestOrganization> {
  const admin = await signIn(email)
  const ids = {
    organizationId: newId('organization'),
    userId: newId('user'),
    workspaceId: newId('workspace'),
    tasksFolderId: newId('folder'),
    portfolioId: newId('portfolio'),
  }
  const founded = await admin.post('/api/organizations', {
    ...ids,
    commandId: newId('command'),
    userName: 'Anna Berg',
    name,
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    workspaceName: 'Sales',
  })
  if (founded.status !== 200) throw new Error(JSON.stringify(founded.body))
  const send = async (client: TestClient, type: string, args: unknown, id = newId('command')) => {
    const answer = await client.post('/api/commands', {
      organizationId: ids.organizationId,
      commands: [{ id, type, args }],
    })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body.answers[0] as CommandAnswer
  }
  return {
    ...ids,
    admin,
    send,
    async join(to, { role = 'member', level = 'agent', restrictions = [] } = {}) {
      const [userId, invitationId, portfolioId] = [newId('user'), newId('invitation'), newId('portfolio')]
      const invited = await send(admin, 'user.invite', {
        userId,
        invitationId,
        email: to,
        name: to.split('@')[0],
        role,
        workspaces: [{ workspaceId: ids.workspaceId, level, restrictions, portfolioId }],
      })
      if (invited.status === 'refused') throw new Error(invited.message)
      const client = await signIn(to)
      const accepted = await client.post('/api/invitations/accept', {
        id: invitationId,
        commandId: newId('command'),
      })
      if (accepted.status !== 200) throw new Error(JSON.stringify(accepted.body))
      return { client, userId, invitationId, portfolioId }
    },
  }
}
