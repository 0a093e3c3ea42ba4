import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eventually } from './eventually.ts'
import { freePort } from './free-port.ts'
import { type ReceivedMail, type Smtp, startSmtp } from './smtp.ts'

const root = path.resolve(import.meta.dirname, '../..')

export interface HandoverServer {
  /** Its address, `http://localhost:…`. */
  url: string
  port: number
  smtp: Smtp
  /** The latest mail to this address whose subject or text fits; waits for it. */
  mailTo(address: string, about?: RegExp): Promise<ReceivedMail>
  /** The 8 digits of the latest code mailed to the address after `after` mails arrived in all. */
  codeFor(address: string, after: number): Promise<string>
  /** The link of the latest invitation mailed to the address. */
  invitationLink(address: string): Promise<string>
  /** Ends the process, as Ctrl-C (SIGTERM) or a power cut (SIGKILL) would; its data stays. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Starts it again on the same data and port. */
  start(): Promise<void>
  /** Ends it and deletes its data. */
  close(): Promise<void>
}

/**
 * The real server in a process of its own, on data of its own, serving the built app (dist/app), and mailing to a real
 * SMTP server. Addresses at .example are never mailed: use another domain for people who need mail, such as `.test`.
 */
export async function startHandover(environment: Record<string, string> = {}): Promise<HandoverServer> {
  const smtp = await startSmtp()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'handover-data-'))
  const port = Number(environment.PORT ?? (await freePort()))
  const url = `http://localhost:${port}`
  let child: ChildProcess | null = null

  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    const running = child
    child = null
    if (!running || running.exitCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill(signal)
    await ended
  }
  const start = async () => {
    child = spawn(process.execPath, ['sync-server/main.ts'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        // Some fifty servers start in a run of all tests; each would read its TypeScript anew.
        NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/compiled'),
        PORT: `${port}`,
        DATA_DIR: dataDir,
        SMTP_URL: smtp.url,
        RATE_LIMITS: 'off',
        ...environment,
      },
    })
    await saysItIsUp(child)
  }
  const latest = (address: string, fits: (mail: ReceivedMail) => boolean, after = 0) =>
    eventually(`a mail to ${address}`, () =>
      smtp.mails
        .slice(after)
        .findLast((mail) => mail.to.toLowerCase() === address.toLowerCase() && fits(mail)),
    )
  await start()
  return {
    url,
    port,
    smtp,
    mailTo: (address, about = /./s) => latest(address, (mail) => about.test(`${mail.subject}\n${mail.text}`)),
    async codeFor(address, after) {
      const mail = await latest(address, ({ subject }) => /^\d{8}/.test(subject), after)
      return mail.subject.slice(0, 8)
    },
    async invitationLink(address) {
      const link = /https?:\/\/\S+\/invitation\/\S+#[\w-]+/
      const mail = await latest(address, ({ text }) => link.test(text))
      return link.exec(mail.text)?.[0] ?? ''
    },
    stop,
    start,
    async close() {
      await stop()
      await smtp.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function saysItIsUp(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.stdout?.on('data', (chunk: Uint8Array) => {
      if (chunk.toString().includes('Handover is at')) resolve()
    })
  })
}
