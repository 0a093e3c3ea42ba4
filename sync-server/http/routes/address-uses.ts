import type { FastifyInstance } from 'fastify'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import { emailKey } from '../../../shared/domain/model/email.ts'
import { can } from '../../../shared/domain/policy/can.ts'
import {
  type AddressUsesAnswer,
  addressSeenRequest,
  addressUsesRequest,
} from '../../../shared/protocol/http.ts'
import { noteAddressUse, organizationsKnowing } from '../../address-uses/note-use.ts'
import { usesOfFormerAddresses } from '../../address-uses/uses-of.ts'
import { isoNow } from '../../clock.ts'
import { standingOf } from '../../store/directory-reads.ts'
import { refused, understood } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Served } from '../served.ts'

/**
 * GET /api/address-uses?organizationId&userId: what still uses the person's former addresses, for whoever may change their
 * address, and for themself (HAND-23). POST /api/address-uses/seen: the panel saw a former address among the people of a
 * conversation; whatever else is sent counts nothing, and the answer never says whether it did.
 */
export function addressUseRoutes(app: FastifyInstance, served: Served): void {
  const { store, clock } = served

  app.get('/api/address-uses', async (request, reply) => {
    const query = understood(addressUsesRequest, request.query, reply)
    if (!query) return reply
    const { organizationId, userId } = query
    const seat = await activeSeatOf(served, request, reply, organizationId)
    if (!seat) return reply
    const user = await standingOf(store.read, organizationId, userId)
    if (!user) return refused(reply, 404, refuse('no-user', 'This person is not here any more.'))
    const refusal = userId === seat.standing.user.id ? null : can(seat.standing, 'switch account', { user })
    if (refusal) return refused(reply, 403, refusal)
    const asking = { db: store.read, organizationId, asker: seat.standing, now: isoNow(clock) }
    return { addresses: await usesOfFormerAddresses(asking, user.user) } satisfies AddressUsesAnswer
  })

  app.post('/api/address-uses/seen', async (request, reply) => {
    const body = understood(addressSeenRequest, request.body, reply)
    if (!body) return reply
    const { organizationId } = body
    const seat = await activeSeatOf(served, request, reply, organizationId)
    if (!seat) return reply
    const use = { emailKey: emailKey(body.email), kind: 'gmail' as const, organizationId }
    if ((await organizationsKnowing(store.read, use.emailKey, organizationId)).length > 0)
      await store.write((tx) => noteAddressUse(tx, { ...use, at: isoNow(clock), onceADay: true }))
    return {}
  })
}
