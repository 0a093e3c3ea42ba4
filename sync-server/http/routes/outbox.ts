import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import { isUnder } from '../is-under.ts'
import { type OutboxMail, outboxList, OUTBOX_STYLE, outboxMailPage } from '../outbox-pages.ts'
import { refused } from '../refusal.ts'
import type { Served } from '../served.ts'

/**
 * GET /outbox: mails that were not sent because there is no mail server. They hold codes and links, so only a browser on
 * this machine may see them; the Host is looked at too, or a foreign page could have its own name point here.
 */
export function outboxRoutes(app: FastifyInstance, served: Served): void {
  if (served.config.smtpUrl !== null) return
  const { store } = served

  app.addHook('onRequest', async (request, reply) => {
    if (isUnder(request, '/outbox') && !isLocal(request))
      return refused(reply, 404, refuse('not-found', 'There is nothing here.'))
  })

  app.get('/outbox', async (request, reply) => {
    const mails = await all()
    if ((request.headers.accept ?? '').includes('application/json')) return { mails }
    return html(reply).send(outboxList(mails))
  })

  app.get('/outbox/style.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(OUTBOX_STYLE),
  )

  app.get<{ Params: { id: string } }>('/outbox/:id', async (request, reply) => {
    const mail = (await all()).find(({ id }) => id === request.params.id)
    if (!mail) return refused(reply, 404, refuse('not-found', 'There is no such mail.'))
    return html(reply).send(outboxMailPage(mail))
  })

  app.get<{ Params: { id: string } }>('/outbox/:id/html', async (request, reply) => {
    const mail = (await all()).find(({ id }) => id === request.params.id)
    if (!mail) return refused(reply, 404, refuse('not-found', 'There is no such mail.'))
    // As a mail program shows it: its own styles, links that open, nothing else.
    reply.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-top-navigation-by-user-activation allow-popups; frame-ancestors 'none'",
    )
    return html(reply).send(mail.html)
  })

  async function all(): Promise<OutboxMail[]> {
    const rows = await store.read
      .selectFrom('mails')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('mail_id')
      .limit(200)
      .execute()
    return rows.map((row) => ({
      id: row.mail_id,
      to: row.address,
      subject: row.subject,
      text: row.body_text,
      html: row.body_html,
      at: row.created_at,
      isExample: row.state === 'example',
    }))
  }
}

const html = (reply: FastifyReply): FastifyReply =>
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')

const LOOPBACK_ADDRESSES = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const FORWARDED = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]
const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]'])

function isLocal(request: FastifyRequest): boolean {
  // Whoever asks through a proxy or a tunnel on this machine is not on it.
  if (FORWARDED.some((name) => request.headers[name] !== undefined)) return false
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  return LOOPBACK_ADDRESSES.has(request.socket.remoteAddress ?? '') && LOOPBACK_HOSTS.has(host)
}
