import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider, interactionPolicy } from 'oidc-provider'

/** Somebody at the provider, as its ID token says. */
export interface ProviderPerson {
  email?: string
  email_verified?: boolean
  name?: string
  hd?: string
}

export interface TestOpenIdProvider {
  issuer: string
  /** For the server's environment. */
  environment: Record<string, string>
  /** By subject; changed by tests at will. */
  people: Map<string, ProviderPerson>
  /** Who signs in next without being asked; null: a page asks, as Google's does. */
  next: string | null
  /** The next one presses "Cancel". */
  cancels: boolean
  /** Answers nothing. */
  isDown: boolean
  /** Goes through the provider as a browser without its cookies would; returns where it sends the browser to. */
  goThrough(url: string): Promise<URL>
  stop(): Promise<void>
}

const CLIENT = { id: 'handover-test', secret: 'a secret for tests alone' }

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** A real OpenID provider (oidc-provider) on this machine. */
export async function startOpenIdProvider(callback: string): Promise<TestOpenIdProvider> {
  const people = new Map<string, ProviderPerson>()
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  const http = createServer((request, response) => handle(request, response))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const policy = interactionPolicy.base()
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [callback],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
    cookies: { keys: ['only a test'] },
    // Google puts the address into the ID token, too.
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], email: ['email', 'email_verified', 'hd'], profile: ['name'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { policy, url: (_context, { uid }) => `/who/${uid}` },
    pkce: { required: () => true },
    ttl: { IdToken: 60, Interaction: 600, Session: 600, Grant: 600, AccessToken: 60, AuthorizationCode: 60 },
    async loadExistingGrant(context) {
      const { client, session } = context.oidc
      if (!client || !session?.accountId) return undefined
      const grant = new context.oidc.provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  const running: TestOpenIdProvider = {
    issuer,
    environment: { OPENID_ISSUER: issuer, OPENID_CLIENT_ID: CLIENT.id, OPENID_CLIENT_SECRET: CLIENT.secret },
    people,
    next: null,
    cancels: false,
    isDown: false,
    goThrough: (url) => goThrough(url, callback),
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
  handle = (request, response) => {
    if (running.isDown) return void request.socket.destroy()
    const url = new URL(request.url ?? '/', issuer)
    if (!url.pathname.startsWith('/who/')) return void answer(request, response)
    const accountId = running.next ?? url.searchParams.get('as')
    if (accountId === null && !running.cancels) {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(
        `<!doctype html><title>Choose an account</title><h1>Choose an account</h1>${[...people.keys()]
          .map((sub) => `<p><a href="?as=${sub}">${people.get(sub)?.email}</a></p>`)
          .join('')}`,
      )
      return
    }
    const result = running.cancels
      ? { error: 'access_denied', error_description: 'cancelled' }
      : { login: { accountId: accountId ?? '' }, select_account: {}, consent: {} }
    void provider.interactionFinished(request, response, result)
  }
  return running
}

/** Follows redirects with the provider's cookies until it sends the browser back. */
async function goThrough(start: string, callback: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = start
  for (let step = 0; step < 10; step++) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`the provider stopped at ${url}: ${await response.text()}`)
    const next = new URL(location, url)
    if (next.href.startsWith(callback)) return next
    url = next.href
  }
  throw new Error('the provider sends the browser in circles')
}
