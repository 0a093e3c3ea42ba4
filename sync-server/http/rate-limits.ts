import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../shared/domain/decide/decision.ts'
import type { Config } from '../config.ts'
import { networkOf } from './network-of.ts'
import { refused } from './refusal.ts'

/** Checks one limit; true after 429 was sent. */
export type Limit = (request: FastifyRequest, reply: FastifyReply, key?: string) => Promise<boolean>

export interface Limits {
  codes: Limit
  /** Of codes to one address from one network, or from one browser that has signed in with it before. */
  codesToAddress: Limit
  /** Of codes to one address from browsers that never signed in with it, wherever they are: no mailbox is flooded. */
  codesFromStrangers: Limit
  sessions: Limit
  /** Steps of signing in at the OpenID provider: nothing to guess there, and an office arrives at the same hour. */
  openId: Limit
  invitations: Limit
  demos: Limit
  /** Of one account: what its devices had not sent, in as many parts as the quarantine takes (LIFE-10). */
  quarantine: Limit
}

/** Requests a minute from one address of the network, all together. */
const ALL = 1_200

/** Limits on guessing and flooding; the factor of RATE_LIMITS multiplies each, `off` lifts all. */
export async function rateLimits(app: FastifyInstance, config: Config): Promise<Limits> {
  const factor = config.rateLimits
  if (factor === null) {
    const none: Limit = () => Promise.resolve(false)
    return {
      codes: none,
      codesToAddress: none,
      codesFromStrangers: none,
      sessions: none,
      openId: none,
      invitations: none,
      demos: none,
      quarantine: none,
    }
  }
  await app.register(rateLimit, {
    max: Math.ceil(ALL * factor),
    timeWindow: 60_000,
    errorResponseBuilder: () => ({ statusCode: 429, ...TOO_MANY }),
  })
  const limit = (name: string, max: number, minutes: number): Limit => {
    const keys = new WeakMap<FastifyRequest, string>()
    const check = app.createRateLimit({
      max: Math.ceil(max * factor),
      timeWindow: minutes * 60_000,
      keyGenerator: (request) => `${name} ${keys.get(request) ?? networkOf(request.ip)}`,
    })
    return async (request, reply, key) => {
      if (key !== undefined) keys.set(request, key)
      const state = await check(request)
      if (state.isAllowed || !state.isExceeded) return false
      reply.header('retry-after', String(state.ttlInSeconds))
      void refused(reply, 429, TOO_MANY)
      return true
    }
  }
  return {
    codes: limit('codes', 30, 10),
    codesToAddress: limit('codes-to', 6, 10),
    codesFromStrangers: limit('codes-of-strangers', 60, 10),
    sessions: limit('sessions', 60, 10),
    openId: limit('openid', 600, 10),
    invitations: limit('invitations', 120, 10),
    demos: limit('demos', 10, 60),
    quarantine: limit('quarantine', 60, 10),
  }
}

const TOO_MANY = refuse(
  'too-many-requests',
  'That was too often in a short time. Wait a few minutes and try again.',
)
