import type { z } from 'zod'
import type { Refusal } from '../domain/decide/decision.ts'
import type {
  acceptRequest,
  AddressUsesAnswer,
  addressUsesRequest,
  CodeAnswer,
  codeRequest,
  DevicesAnswer,
  foundRequest,
  HealthAnswer,
  HistoryAnswer,
  InvitationView,
  lookRequest,
  MeAnswer,
  PreviewAnswer,
  previewRequest,
  SessionAnswer,
  sessionRequest,
} from '../protocol/http.ts'
import type { QuarantineAnswer, quarantineRequest } from '../protocol/quarantine.ts'
import { VERSION_HEADER, WIRE_VERSION } from '../protocol/version.ts'

/** Web pages have the session's cookie; extensions keep a device token. */
export type Credentials = { kind: 'cookie' } | { kind: 'token'; token: string }

/** No answer from the server: no network, no server, or nonsense in between. Trying again later is right. */
export interface Offline {
  status: 'offline'
}
/** What a request brings: the answer, a refusal with the server's words (and HTTP status), or no answer at all. */
export type Reply<T> = ({ status: 'ok' } & { answer: T }) | (Refusal & { http: number }) | Offline

export interface HistoryQuery {
  organizationId: string
  before?: string
  user?: string
  handover?: string
  record?: string
  /** ISO: from this moment on, and up to before that one. */
  from?: string
  until?: string
  /** Kinds of changes, separated by commas. */
  kinds?: string
  /** Entries on a page, at most 500. */
  limit?: string
}

/** The HTTP API for one server. Refusals and network failures are values; nothing here throws. */
export interface Session {
  /** What the server is and how one signs in there; open to all. */
  health(): Promise<Reply<HealthAnswer>>
  requestCode(body: z.input<typeof codeRequest>): Promise<Reply<CodeAnswer>>
  signIn(body: z.input<typeof sessionRequest>): Promise<Reply<SessionAnswer>>
  signOut(): Promise<Reply<unknown>>
  me(): Promise<Reply<MeAnswer>>
  /** Where the account is signed in; `post('/api/sessions/end', { sessionId })` ends one of them. */
  devices(): Promise<Reply<DevicesAnswer>>
  /** Shows an invitation to whoever has the link; consumes nothing (INV-4). */
  look(body: z.input<typeof lookRequest>): Promise<Reply<InvitationView>>
  accept(body: z.input<typeof acceptRequest>): Promise<Reply<{ organizationId: string; userId: string }>>
  found(body: z.input<typeof foundRequest>): Promise<Reply<{ organizationId: string; userId: string }>>
  demo(): Promise<Reply<{ organizationId: string; userId: string }>>
  preview(body: z.input<typeof previewRequest>): Promise<Reply<PreviewAnswer>>
  history(query: HistoryQuery): Promise<Reply<HistoryAnswer>>
  /** What still uses a person's former addresses (HAND-23). */
  addressUses(query: z.input<typeof addressUsesRequest>): Promise<Reply<AddressUsesAnswer>>
  /** What a person's devices had not sent when their access ended (LIFE-10). */
  quarantine(query: z.input<typeof quarantineRequest>): Promise<Reply<QuarantineAnswer>>
  /** The JPEG of a person's photo. */
  photo(organizationId: string, photoId: string): Promise<Reply<Uint8Array>>
  /** Any other POST of the API. */
  post<T>(path: string, body: unknown): Promise<Reply<T>>
}

/** A network that is gone without a word never answers, and browsers wait for it; no answer of ours takes so long. */
const NO_ANSWER_MS = 120_000

/** `serverUrl` is the server's origin; `fetch` can be replaced by tests. */
export function createSession(
  serverUrl: string,
  credentials: Credentials,
  fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis),
): Session {
  const base = serverUrl.replace(/\/+$/, '')
  async function call<T>(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    read?: (response: Response) => Promise<T>,
  ): Promise<Reply<T>> {
    const headers: Record<string, string> = { [VERSION_HEADER]: String(WIRE_VERSION) }
    if (credentials.kind === 'token') headers.authorization = `Bearer ${credentials.token}`
    if (method === 'POST') headers['content-type'] = 'application/json'
    const patience = new AbortController()
    const timer = setTimeout(() => patience.abort(), NO_ANSWER_MS)
    try {
      const response = await fetch(`${base}${path}`, {
        method,
        headers,
        // An extension must not send a web session's cookie beside its own token.
        credentials: credentials.kind === 'cookie' ? 'same-origin' : 'omit',
        cache: 'no-store',
        signal: patience.signal,
        ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
      })
      if (response.ok && read) return { status: 'ok', answer: await read(response) }
      const text = await response.text()
      const parsed: unknown = text === '' ? null : JSON.parse(text)
      if (response.ok) return { status: 'ok', answer: parsed as T }
      return refusalOf(response.status, parsed)
    } catch {
      // A proxy's HTML page instead of our JSON is no answer of the server either.
      return { status: 'offline' }
    } finally {
      clearTimeout(timer)
    }
  }
  const post = <T>(path: string, body: unknown) => call<T>('POST', path, body)
  return {
    post,
    photo: (organizationId, photoId) =>
      call(
        'GET',
        `/api/photos/${organizationId}/${photoId}`,
        undefined,
        async (response) => new Uint8Array(await response.arrayBuffer()),
      ),
    health: () => call('GET', '/api/health'),
    requestCode: (body) => post('/api/codes', body),
    signIn: (body) => post('/api/sessions', body),
    signOut: () => post('/api/sessions/end', {}),
    me: () => call('GET', '/api/me'),
    devices: () => call('GET', '/api/sessions'),
    look: (body) => post('/api/invitations/look', body),
    accept: (body) => post('/api/invitations/accept', body),
    found: (body) => post('/api/organizations', body),
    demo: () => post('/api/demo', {}),
    preview: (body) => post('/api/handovers/preview', body),
    addressUses: (query) => call('GET', `/api/address-uses?${new URLSearchParams(query)}`),
    quarantine: (query) => call('GET', `/api/quarantine?${new URLSearchParams(query)}`),
    history: (query) => call('GET', `/api/history?${new URLSearchParams(Object.entries(query))}`),
  }
}

/** 5xx without our words is as good as no answer: the client tries again. */
function refusalOf(http: number, body: unknown): (Refusal & { http: number }) | Offline {
  const { code, message } = (body ?? {}) as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && typeof message === 'string')
    return { status: 'refused', code, message, http }
  if (http >= 500) return { status: 'offline' }
  return { status: 'refused', code: `http-${http}`, message: 'The server did not accept this.', http }
}
