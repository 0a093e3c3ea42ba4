import type { FastifyInstance } from 'fastify'
import { foundingWords, foundOrganization } from '../../../shared/domain/commands/organization-found.ts'
import { foundRequest, objectRequest } from '../../../shared/protocol/http.ts'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import { objectAsOwner } from '../../../shared/domain/handover/owner-claim.ts'
import { ownerClaimsOf } from '../../auth/owner-claims.ts'
import { isoNow } from '../../clock.ts'
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
        words: () => foundingWords(founding),
      },
    )
    if (answer.status === 'refused') return refused(reply, 409, answer)
    return { organizationId: body.organizationId, userId: body.userId }
  })

  app.post('/api/organizations/object', async (request, reply) => {
    const session = await signedIn(served, request, reply)
    if (!session) return reply
    const body = understood(objectRequest, request.body, reply)
    if (!body) return reply
    const account = await accountOf(served.store.read, session.accountId)
    if (!account) throw new Error('a session without an account')
    const { emailKeys } = accountActor(account)
    const now = isoNow(served.clock)
    const claims = await ownerClaimsOf(served.store.read, { id: account.id, emailKeys }, now)
    const claim = claims.find(({ organizationId }) => organizationId === body.organizationId)
    if (!claim)
      return refused(
        reply,
        403,
        refuse('not-waiting', 'Nobody takes over an account of yours there. You need not do anything.'),
      )
    const answer = await decideCommand(
      served.deciding,
      body.organizationId,
      { actorId: account.id, userId: claim.ownerUserId },
      { id: body.commandId, type: 'organization.drop-claim', args: {} },
      {
        decide: (_command, at) => objectAsOwner(claim.ownerUserId, at),
        words: () => 'Object to the taking over of the account',
      },
    )
    return answer.status === 'refused' ? refused(reply, 409, answer) : {}
  })
}
