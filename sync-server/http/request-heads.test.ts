import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** What the server says to these bytes until it closes the connection. */
function answerTo(bytes: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(bytes))
  let said = ''
  socket.setEncoding('utf8')
  socket.on('data', (data: string) => (said += data))
  socket.on('close', () => resolve(said))
  socket.on('error', reject)
  return promise
}

it(
  'ends a connection whose request is not begun within seconds, also one that is to become a socket',
  {
    // Node's own patience is a minute.
    timeout: 30_000,
  },
  async () => {
    const slow = [
      'GET /api/health HTTP/1.1\r\nhost: x\r\n',
      'GET /sync HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\n',
    ]
    for (const said of await Promise.all(slow.map(answerTo))) expect(said).toMatch(/^HTTP\/1\.1 408 /)
    expect((await server.browser().get('/api/health')).status).toBe(200)
  },
)

it('takes no request head of more than 16 kB', async () => {
  const head = `GET /api/health HTTP/1.1\r\nhost: x\r\ncookie: ${'x'.repeat(17 * 1024)}\r\n\r\n`
  expect(await answerTo(head)).toMatch(/^HTTP\/1\.1 431 /)
})

it('hangs up on a body that is said to be too large before it has come', async () => {
  const head = `POST /api/codes HTTP/1.1\r\nhost: x\r\norigin: ${server.config.publicUrl}\r\ncontent-type: application/json\r\n`
  const length = 'connection: close\r\ncontent-length: 999999999\r\n\r\n{'
  expect(await answerTo(head + length)).toMatch(/^HTTP\/1\.1 413 /)
})
