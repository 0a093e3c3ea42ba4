import { VERSION_HEADER, WIRE_VERSION } from '../../shared/protocol/version.ts'
import type { Config } from '../config.ts'

/** Whatever the server said; tests say what they expect of it. */
export type Json = ReturnType<typeof JSON.parse>

export interface TestAnswer {
  status: number
  body: Json
  headers: Headers
}

/** A browser with its cookies, or an extension with its token, as the server sees them. */
export class TestClient {
  readonly cookies = new Map<string, string>()
  token: string | null = null
  readonly #url: string
  readonly #config: Config
  readonly #kind: 'web' | 'extension'

  constructor(url: string, config: Config, kind: 'web' | 'extension') {
    this.#url = url
    this.#config = config
    this.#kind = kind
  }

  get origin(): string {
    return this.#kind === 'web' ? this.#config.publicUrl : this.#config.extensionOrigin
  }

  get(path: string, headers: Record<string, string> = {}): Promise<TestAnswer> {
    return this.#send('GET', path, undefined, headers)
  }

  post(path: string, body: unknown, headers: Record<string, string | undefined> = {}): Promise<TestAnswer> {
    const all = { origin: this.origin, 'content-type': 'application/json', ...headers }
    return this.#send('POST', path, typeof body === 'string' ? body : JSON.stringify(body), all)
  }

  /** Asks for a code, reads it from the mail, and signs in. */
  async signIn(email: string, codeOf: (email: string) => Promise<string>): Promise<string> {
    const device = this.#kind === 'extension'
    const asked = await this.post('/api/codes', { email, device })
    const code = await codeOf(email)
    const answer = await this.post('/api/sessions', { ...asked.body, code, device })
    if (answer.status !== 200) throw new Error(`signing in failed: ${JSON.stringify(answer.body)}`)
    this.token = answer.body.token ?? null
    return answer.body.accountId as string
  }

  async #send(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string | undefined>,
  ): Promise<TestAnswer> {
    const all: Record<string, string> = { [VERSION_HEADER]: String(WIRE_VERSION) }
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) all[name] = value
    if (this.cookies.size > 0)
      all.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (this.token) all.authorization = `Bearer ${this.token}`
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: all,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers }
  }
}
