/**
 * A stand-in for Gmail: an https server for tests and for looking at the panel by hand. Its page has the attributes that reference/gmail-page.md
 * (a collection of what other extensions rely on) calls stable, and Gmail's security headers. It was never compared with the live Gmail.
 *
 * A browser is led here with --host-resolver-rules (see launch.ts), so that the page's address is https://mail.google.com.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import {
  createSecureServer,
  type Http2ServerRequest as Request,
  type Http2ServerResponse as Response,
  type ServerHttp2Session,
} from 'node:http2'
import type { AddressInfo } from 'node:net'
import { stripTypeScriptTypes } from 'node:module'
import { generate } from 'selfsigned'
import { gmailDocument, gmailHeaders } from './document.ts'
import type { Account, Mail, StoredThread } from './mail.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'

export type Gmail = {
  port: number
  /** The address that the browser must believe: https://mail.google.com */
  origin: string
  /** Address of an account's inbox; throws for an address that has none. */
  inboxUrl(email: string): string
  /** Delivers a mail. Open pages of that account show it at once. An address without an account here is an error. */
  addMail(email: string, mail: Mail, threadId?: string): StoredThread
  close(): Promise<void>
}

export type GmailOptions = {
  /** Signed in, in this order: the first is /mail/u/0/. */
  accounts: Account[]
  /** 0, the default, takes a free one. */
  port?: number
}

const ORIGIN = 'https://mail.google.com'

export async function startGmail(options: GmailOptions): Promise<Gmail> {
  const mailboxes = options.accounts.map(createMailbox)
  const certificate = await generate([{ name: 'commonName', value: 'mail.google.com' }], { keyType: 'ec' })
  // HTTP/2, because over HTTP/1.1 six open tabs, each listening for new mail, would use up all that a browser connects to one host.
  const server = createSecureServer(
    { key: certificate.private, cert: certificate.cert },
    (request, response) => {
      answer(mailboxes, request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error))
      })
    },
  )
  const sessions = new Set<ServerHttp2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })

  function indexOf(email: string): number {
    const index = mailboxes.findIndex((mailbox) => mailbox.email === email.toLowerCase())
    if (index < 0) throw new Error(`No account ${email} in this Gmail`)
    return index
  }

  return {
    port: (server.address() as AddressInfo).port,
    origin: ORIGIN,
    inboxUrl: (email) => `${ORIGIN}/mail/u/${indexOf(email)}/#inbox`,
    addMail: (email, mail, threadId) => mailboxes[indexOf(email)]!.add(mail, threadId),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        for (const session of sessions) session.destroy()
      }),
  }
}

async function answer(mailboxes: Mailbox[], request: Request, response: Response): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', ORIGIN)
  const file = /^\/static\/([a-z-]+\.(?:ts|css))$/.exec(pathname)?.[1]
  if (file) return sendStatic(file, response)
  if (pathname === '/mail/cspreport') return void response.writeHead(204).end()

  const [, index, rest] = /^\/mail\/u\/(\d+)\/(.*)$/.exec(pathname) ?? []
  const mailbox = mailboxes[Number(index)]
  // Gmail, too, shows the first account when there is no such one.
  if (!mailbox) return void response.writeHead(302, { location: '/mail/u/0/' }).end()
  if (rest === 'threads') {
    return void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(mailbox.view()))
  }
  if (rest === 'events') return sendChanges(mailbox, response)
  if (rest?.startsWith('read/') && request.method === 'POST') {
    mailbox.markRead(decodeURIComponent(rest.slice('read/'.length)))
    return void response.writeHead(204).end()
  }
  // Everything else of an account is the page itself: /mail/u/0/, and /mail/u/0/d/… for a delegated mailbox.
  const nonce = randomBytes(16).toString('base64')
  response.writeHead(200, gmailHeaders(nonce)).end(gmailDocument(mailbox.view(), nonce))
}

async function sendStatic(file: string, response: Response): Promise<void> {
  const text = await readFile(new URL(`page/${file}`, import.meta.url), 'utf8').catch(() => undefined)
  if (text === undefined) return void response.writeHead(404).end()
  const isScript = file.endsWith('.ts')
  response.writeHead(200, {
    'content-type': isScript ? 'text/javascript' : 'text/css',
    'cache-control': 'no-store',
  })
  response.end(isScript ? stripTypeScriptTypes(text) : text)
}

/** Tells an open page that its mailbox changed, as server-sent events. */
function sendChanges(mailbox: Mailbox, response: Response): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('data: open\n\n')
  response.on(
    'close',
    mailbox.onChange(() => response.write('data: change\n\n')),
  )
}
