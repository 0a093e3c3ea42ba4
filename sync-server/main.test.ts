import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let folder: string
let started: ChildProcess[]
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'handover-main-'))
  started = []
})
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function start(environment: Record<string, string>) {
  const { PATH = '' } = process.env
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'main.ts')],
    { env: { PATH, DATA_DIR: folder, ...environment } },
  )
  started.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  const listening = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => said.out.includes('Handover is at') && resolve())
    void exit.then((code) => reject(new Error(`ended with ${code}: ${said.err}`)))
  })
  // Where a test waits for the end alone, not listening is no failure.
  listening.catch(() => undefined)
  return { child, said, exit, listening }
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return String(port)
}

describe('the server as a program', () => {
  it('says one line, and stops cleanly when asked to', async () => {
    const PORT = await freePort()
    const { child, said, exit, listening } = start({ PORT })
    await listening
    const health = await fetch(`http://127.0.0.1:${PORT}/api/health`)
    expect(await health.json()).toMatchObject({ status: 'ok' })
    child.kill('SIGTERM')
    expect(await exit).toBe(0)
    expect(said.out).toBe(
      `Handover is at http://localhost:${PORT} · its mails are at http://localhost:${PORT}/outbox\n`,
    )
    expect(said.err).toBe('')
    // The log was emptied into the file.
    expect(readdirSync(folder).sort()).toEqual(['handover.sqlite', 'in-use', 'lineage.json', 'secret'])
  })

  it('keeps what it answered when it is killed', async () => {
    const PORT = await freePort()
    const first = start({ PORT })
    await first.listening
    const asked = await fetch(`http://127.0.0.1:${PORT}/api/codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: `http://localhost:${PORT}` },
      body: JSON.stringify({ email: 'anna@orbis.test' }),
    })
    expect(asked.status).toBe(200)
    first.child.kill('SIGKILL')
    await first.exit
    const second = start({ PORT })
    await second.listening
    await expect
      .poll(async () =>
        (await fetch(`http://localhost:${PORT}/outbox`, { headers: { accept: 'application/json' } })).text(),
      )
      .toContain('is your Handover code')
  })

  it('refuses to start where others reach it and it has no mail server', async () => {
    const { said, exit } = start({ PUBLIC_URL: 'https://handover.example.com' })
    expect(await exit).toBe(1)
    expect(said.err).toMatch(/no mail server.*\n$/)
    expect(said.out).toBe('')
  })

  it('refuses to start on data that another one works on', async () => {
    await start({ PORT: await freePort() }).listening
    const second = start({ PORT: await freePort() })
    expect(await second.exit).toBe(1)
    expect(second.said.err).toMatch(/is in use.*Stop that first\.\n$/)
  })

  it('says that its database is damaged, and does not start', async () => {
    writeFileSync(path.join(folder, 'handover.sqlite'), Buffer.alloc(8_192, 0xa5))
    const { said, exit } = start({ PORT: await freePort() })
    expect(await exit).toBe(1)
    expect(said.err).toMatch(/no database, or its beginning is damaged.*last backup.*\n$/)
  })

  it('says that the port is taken', async () => {
    const PORT = await freePort()
    await start({ PORT }).listening
    const second = start({ PORT, DATA_DIR: path.join(folder, 'other') })
    expect(await second.exit).toBe(1)
    expect(second.said.err).toContain(`Port ${PORT} is taken`)
  })
})
