import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  to: string
  subject: string
  text: string
  html: string
  /** As it crossed the wire. */
  raw: Uint8Array
}

export interface Smtp {
  /** For SMTP_URL. */
  url: string
  /** All that arrived, oldest first. */
  mails: ReceivedMail[]
  close(): Promise<void>
}

/** A real SMTP server that keeps what it is sent. */
export async function startSmtp(): Promise<Smtp> {
  const mails: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const chunks: Uint8Array[] = []
      stream.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks)
        PostalMime.parse(raw).then(
          (mail) => {
            for (const { address } of session.envelope.rcptTo)
              mails.push({
                to: address,
                subject: mail.subject ?? '',
                text: mail.text ?? '',
                html: mail.html ?? '',
                raw,
              })
            done()
          },
          (problem: unknown) => done(problem as Error),
        )
      })
    },
  })
  // A server that is killed resets its connection to the mail server; that is the test's doing, not a fault.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
