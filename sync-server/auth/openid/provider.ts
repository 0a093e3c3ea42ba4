import * as client from 'openid-client'
import { type Refusal, refuse } from '../../../shared/domain/decide/decision.ts'
import { type OpenIdProblem, openIdProblem } from '../../../shared/protocol/openid.ts'
import type { Clock } from '../../clock.ts'
import { GOOGLE, type OpenIdConfig } from '../../config.ts'
import { provenAddress } from './proven-address.ts'

/** Somebody, as the provider says: `issuer` and `subject` are the identity, the address may change (INV-2). */
export interface ProvenIdentity {
  issuer: string
  subject: string
  /** Null where the provider does not answer for the address, so that nobody may be known by it. */
  email: string | null
  name: string
}

/** One way to the provider and back. State, nonce and verifier belong to one attempt in one browser. */
export interface Attempted {
  state: string
  nonce: string
  verifier: string
}

/** The OpenID provider, as far as signing in needs it. Expected failures are refusals with a code of `OPENID_PROBLEMS`. */
export interface OpenIdProvider {
  readonly issuer: string
  readonly name: string
  /** Where the browser goes; `email` is whom we expect. */
  address(attempted: Attempted, email: string | undefined): Promise<URL | Refusal>
  /** Who came back with this address of ours. */
  identityFrom(callback: URL, attempted: Attempted): Promise<ProvenIdentity | Refusal>
}

/** How far apart the two clocks may be, in seconds. */
const CLOCK_TOLERANCE = 60
/** Seconds. */
const TIMEOUT = 10

interface Needs {
  config: OpenIdConfig
  publicUrl: string
  clock: Clock
  /** What was not expected, for the log: never shown, never an address or a token. */
  onFault: (problem: unknown) => void
}

export const callbackOf = (publicUrl: string): string => `${publicUrl}/api/openid/callback`

/** Asks the provider for its settings when somebody first signs in, so that Handover starts without it. */
export function openIdProvider({ config, publicUrl, clock, onFault }: Needs): OpenIdProvider {
  const { issuer, name } = config
  let found: Promise<client.ServerMetadata> | null = null
  const configuration = async () => {
    found ??= discover(config).catch((problem: unknown) => {
      found = null
      throw problem
    })
    // Our clock decides what has expired, as everywhere.
    const skew = Math.round((clock.now().getTime() - Date.now()) / 1_000)
    const configured = new client.Configuration(await found, config.clientId, {
      client_secret: config.clientSecret,
      [client.clockSkew]: skew,
      [client.clockTolerance]: CLOCK_TOLERANCE,
    })
    configured.timeout = TIMEOUT
    for (const use of strictness(config)) use(configured)
    return configured
  }
  const refusalOf = (problem: unknown): Refusal => {
    const code = problemOf(problem)
    if (code === 'openid-failed' || code === 'openid-clock') onFault(problem)
    return refuse(code, openIdProblem(code, name))
  }
  return {
    issuer,
    name,
    async address({ state, nonce, verifier }, email) {
      try {
        const known = await configuration()
        const { prompt_values_supported: prompts } = known.serverMetadata() as {
          prompt_values_supported?: string[]
        }
        const mayChoose = issuer === GOOGLE || prompts?.includes('select_account') === true
        return client.buildAuthorizationUrl(known, {
          redirect_uri: callbackOf(publicUrl),
          scope: 'openid email profile',
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ...(email !== undefined ? { login_hint: email } : mayChoose && { prompt: 'select_account' }),
        })
      } catch (problem) {
        return refusalOf(problem)
      }
    },
    async identityFrom(callback, { state, nonce, verifier }) {
      try {
        const tokens = await client.authorizationCodeGrant(await configuration(), callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) return refuse('openid-failed', openIdProblem('openid-failed', name))
        return {
          issuer,
          subject: claims.sub,
          email: provenAddress(claims, issuer),
          name: typeof claims.name === 'string' ? claims.name.trim().slice(0, 120) : '',
        }
      } catch (problem) {
        return refusalOf(problem)
      }
    },
  }
}

async function discover(config: OpenIdConfig): Promise<client.ServerMetadata> {
  const { issuer, clientId, clientSecret } = config
  const options = { timeout: TIMEOUT, execute: strictness(config) }
  return (
    await client.discovery(new URL(issuer), clientId, clientSecret, undefined, options)
  ).serverMetadata()
}

/** Signatures are checked although tokens come over TLS; only a provider on this machine does without TLS (config.ts). */
const strictness = ({ issuer }: OpenIdConfig) => [
  client.enableNonRepudiationChecks,
  ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
]

function problemOf(problem: unknown): OpenIdProblem {
  if (problem instanceof client.AuthorizationResponseError)
    return problem.error === 'access_denied' ? 'openid-cancelled' : 'openid-failed'
  if (problem instanceof client.ResponseBodyError)
    return problem.status >= 500 ? 'openid-down' : 'openid-failed'
  if (problem instanceof client.ClientError) {
    if (problem.code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'openid-clock'
    if (problem.code === 'OAUTH_TIMEOUT') return 'openid-down'
    const cause = problem.cause
    if (cause instanceof Response) return cause.status >= 500 ? 'openid-down' : 'openid-failed'
    return 'openid-failed'
  }
  // What fetch throws without an answer.
  return problem instanceof TypeError ? 'openid-down' : 'openid-failed'
}
