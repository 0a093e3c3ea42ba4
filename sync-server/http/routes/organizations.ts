import type { FastifyInstance } from 'fastify'
import { foundOrganization } from '../../../shared/domain/commands/organization-found.ts'
import { foundRequest } from '../../../shared/protocol/http.ts'
import { accountActor, accountOf } from '../../auth/accounts.ts'
import { decideCommand } from '../../decide/decide-command.ts'
import { signedIn } from '../credentials.ts'
import { refused, understood } from '../refusal.ts'
import type { Served } from '../served.ts'

/** POST /api/organizations: founds one; the account becomes its Admin and account owner. */
export function organizationRoutes(app: FastifyInstance, served: Served): void {
  app.post('/api/organizations', async (request, reply) => {
    const session = await signedIn(served, request, reply)
    if (!session) return reply
    const body = understood(foundRequest, request.body, reply)
    if (!body) return reply
    const account = await accountOf(served.store.read, session.accountId)
    if (!account) throw new Error('a session without an account')
    const { commandId, ...founding } = body
    const answer = await decideCommand(
      served.deciding,
      body.organizationId,
      { actorId: account.id, userId: null },
      { id: commandId, type: 'organization.found', args: founding },
      {
        decide: (_command, now) => foundOrganization(founding, accountActor(account), now),
        words: () => `Found ${founding.name}`,
      },
    )
    if (answer.status === 'refused') return refused(reply, 409, answer)
    return { organizationId: body.organizationId, userId: body.userId }
  })
}
