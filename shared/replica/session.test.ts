import { describe, expect, it } from 'vitest'
import { VERSION_HEADER, WIRE_VERSION } from '../protocol/version.ts'
import { createSession } from './session.ts'

const answering = (status: number, body: string) => {
  const asked: { url: string; init: RequestInit }[] = []
  const fetch = ((url: string, init: RequestInit) => {
    asked.push({ url, init })
    return Promise.resolve(new Response(body, { status }))
  }) as typeof globalThis.fetch
  return { fetch, asked }
}

describe('a session', () => {
  it('[SYNC-8] says its version, and sends a token or the cookie, never both', async () => {
    const { fetch, asked } = answering(200, '{"ticket":"t"}')
    await createSession('https://x.test/', { kind: 'token', token: 'abc' }, fetch).me()
    await createSession('https://x.test', { kind: 'cookie' }, fetch).demo()
    expect(asked.map(({ url }) => url)).toEqual(['https://x.test/api/me', 'https://x.test/api/demo'])
    const [bearer, cookie] = asked.map(({ init }) => init)
    expect(bearer).toMatchObject({ credentials: 'omit', headers: { authorization: 'Bearer abc' } })
    expect(cookie).toMatchObject({ credentials: 'same-origin', method: 'POST', body: '{}' })
    expect(cookie?.headers).toHaveProperty(VERSION_HEADER, String(WIRE_VERSION))
    expect(cookie?.headers).not.toHaveProperty('authorization')
  })

  it.each([
    [200, '{"a":1}', { status: 'ok', answer: { a: 1 } }],
    [
      403,
      '{"status":"refused","code":"not-allowed","message":"No."}',
      { status: 'refused', code: 'not-allowed', message: 'No.', http: 403 },
    ],
    [404, '{}', { status: 'refused', code: 'http-404', http: 404 }],
    [502, '<html>Bad gateway</html>', { status: 'offline' }],
    [500, '{"statusCode":500}', { status: 'offline' }],
  ])('makes a value of every answer: %i %s', async (status, body, reply) => {
    const { fetch } = answering(status, body)
    const got = await createSession('https://x.test', { kind: 'cookie' }, fetch).post('/api/x', {})
    expect(got).toMatchObject(reply)
  })

  it('is offline without a network', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    expect(await createSession('https://x.test', { kind: 'cookie' }, fetch).me()).toEqual({
      status: 'offline',
    })
  })
})
