import type { FastifyInstance } from 'fastify'
import { acceptInvitation, refusedInvitation } from '../../../shared/domain/commands/invitation-accept.ts'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import { acceptRequest, lookRequest } from '../../../shared/protocol/http.ts'
import { accountActor, accountOf } from '../../auth/accounts.ts'
import { findInvitation, isItsToken, viewOf } from '../../auth/invitations.ts'
import { isoNow } from '../../clock.ts'
import { decideCommand } from '../../decide/decide-command.ts'
import { sessionOfRequest, signedIn } from '../credentials.ts'
import type { Limits } from '../rate-limits.ts'
import { refused, understood } from '../refusal.ts'
import type { Served } from '../served.ts'

const STATUS: Record<string, number> = { 'no-invitation': 404, 'wrong-account': 403, 'id-used': 409 }

/** POST /api/invitations/look and /accept (INV-2, INV-4). Nothing is consumed by looking. */
export function invitationRoutes(app: FastifyInstance, served: Served, limits: Limits): void {
  const { store, clock, secret } = served

  app.post('/api/invitations/look', async (request, reply) => {
    const body = understood(lookRequest, request.body, reply)
    if (!body) return reply
    if (await limits.invitations(request, reply)) return reply
    const found = await findInvitation(store.read, body.id)
    const hasLink = found !== null && body.token !== undefined && isItsToken(secret, found, body.token)
    const session = await sessionOfRequest(served, request)
    const account = session && (await accountOf(store.read, session.accountId))
    if (!hasLink && !account)
      return refused(
        reply,
        401,
        body.token === undefined
          ? refuse('not-signed-in', 'Sign in with the address that was invited.')
          : refuse(
              'forged-link',
              'This link is not complete, or a newer mail has replaced it. Open it from the latest mail, or sign in with the invited address.',
            ),
      )
    // Whoever has the link may look at it for the invited person; otherwise it is the account that must fit.
    const looker =
      hasLink || !account
        ? {
            kind: 'account' as const,
            accountId: '',
            email: '',
            emailKeys: [found?.invitation.emailKey ?? ''],
            name: '',
          }
        : accountActor(account)
    const refusal = refusedInvitation(found?.invitation ?? null, looker, isoNow(clock))
    if (refusal || !found)
      return refused(reply, STATUS[refusal?.code ?? ''] ?? 409, refusal ?? refuse('no-invitation', ''))
    return viewOf(store.read, found.organizationId, found.invitation)
  })

  app.post('/api/invitations/accept', async (request, reply) => {
    const session = await signedIn(served, request, reply)
    if (!session) return reply
    const body = understood(acceptRequest, request.body, reply)
    if (!body) return reply
    if (await limits.invitations(request, reply)) return reply
    const account = await accountOf(store.read, session.accountId)
    if (!account) throw new Error('a session without an account')
    const actor = accountActor(account)
    const found = await findInvitation(store.read, body.id)
    if (!found)
      return refused(reply, 404, refusedInvitation(null, actor, isoNow(clock)) ?? refuse('no-invitation', ''))
    const { commandId, id: invitationId, name } = body
    const answer = await decideCommand(
      served.deciding,
      found.organizationId,
      { actorId: account.id, userId: null },
      { id: commandId, type: 'invitation.accept', args: { invitationId, ...(name && { name }) } },
      {
        decide: (_command, now) => acceptInvitation({ invitationId, name }, actor, now),
        words: () => `Accept the invitation to ${found.invitation.email}`,
      },
    )
    if (answer.status === 'refused') return refused(reply, STATUS[answer.code] ?? 409, answer)
    return { organizationId: found.organizationId, userId: found.invitation.userId }
  })
}
