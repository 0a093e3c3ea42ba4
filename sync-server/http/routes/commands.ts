import type { FastifyInstance } from 'fastify'
import { type CommandsAnswer, commandsRequest } from '../../../shared/protocol/http.ts'
import { decideBatch } from '../../decide/decide-batch.ts'
import { understood } from '../refusal.ts'
import { seatOf } from '../seat.ts'
import type { Served } from '../served.ts'

/** POST /api/commands: a device's commands, decided in order. */
export function commandRoutes(app: FastifyInstance, served: Served): void {
  app.post('/api/commands', async (request, reply) => {
    const body = understood(commandsRequest, request.body, reply)
    if (!body) return reply
    const seat = await seatOf(served, request, reply, body.organizationId)
    if (!seat) return reply
    const answers = await decideBatch(
      served.deciding,
      body.organizationId,
      seat.standing.user.id,
      body.commands,
    )
    return { answers } satisfies CommandsAnswer
  })
}
