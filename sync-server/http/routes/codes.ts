import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import { type CodeAnswer, codeRequest } from '../../../shared/protocol/http.ts'
import { emailKey } from '../../../shared/domain/model/email.ts'
import { makeCode } from '../../auth/codes.ts'
import { sameText } from '../../auth/secret.ts'
import { isExampleAddress } from '../../jobs/mailer.ts'
import { knownBrowserOf, setCodeCookie } from '../credentials.ts'
import { networkOf } from '../network-of.ts'
import type { Limits } from '../rate-limits.ts'
import { refused, understood } from '../refusal.ts'
import type { Served } from '../served.ts'

/** POST /api/codes: mails a code. The answer is the same whether or not anybody has the address. */
export function codeRoutes(app: FastifyInstance, served: Served, limits: Limits): void {
  app.post('/api/codes', async (request, reply) => {
    const body = understood(codeRequest, request.body, reply)
    if (!body) return reply
    if (await limits.codes(request, reply)) return reply
    if (await tooManyTo(emailKey(body.email), request, reply)) return reply
    if (served.config.smtpUrl !== null && isExampleAddress(emailKey(body.email)))
      return refused(reply, 409, NEVER_MAILED)
    const { codeId, binding } = await makeCode(served, body.email)
    served.deciding.wakeJobs()
    if (body.device) return { codeId, binding } satisfies CodeAnswer
    setCodeCookie(reply, served.config, binding)
    return { codeId } satisfies CodeAnswer
  })

  /**
   * Nobody may use up somebody else's share: who asks from another network has a share of their own, and a browser that has
   * signed in with the address before is not among the strangers.
   */
  async function tooManyTo(address: string, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const isKnown = sameText(
      knownBrowserOf(request, served.config) ?? '',
      served.secret.knownBrowser(address),
    )
    if (isKnown) return limits.codesToAddress(request, reply, `${address} known`)
    return (
      (await limits.codesToAddress(request, reply, `${address} ${networkOf(request.ip)}`)) ||
      limits.codesFromStrangers(request, reply, address)
    )
  }
}

const NEVER_MAILED = refuse(
  'example-address',
  'Addresses at “example” belong to nobody and are never mailed, so no code could arrive. Sign in with an address of your own.',
)
