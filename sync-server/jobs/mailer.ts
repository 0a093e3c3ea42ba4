import { createTransport } from 'nodemailer'
import { type Clock, isoNow } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import type { WrittenMail } from './mails/layout.ts'

export interface Letter extends WrittenMail {
  /** The job's id: the same mail sent again has the same Message-ID. */
  id: string
  organizationId: string | null
  to: string
}

/** Hands a mail over. Throws when that failed; `isFinal` tells whether trying again is of use. */
export interface Mailer {
  send(letter: Letter): Promise<void>
  close(): void
}

/** Addresses that belong to nobody (RFC 2606): the people of a demo organization. */
export const isExampleAddress = (address: string): boolean =>
  /[@.](example|invalid|example\.(com|net|org))$/i.test(address.trim())

/** A 5xx answer: this address or this mail will never be taken. */
export const isFinal = (problem: unknown): boolean => {
  const code = (problem as { responseCode?: unknown } | null)?.responseCode
  return typeof code === 'number' && code >= 500
}

/** Sends through a mail server. */
export function smtpMailer(config: Pick<Config, 'mailFrom' | 'publicUrl'>, smtpUrl: string): Mailer {
  const transport = createTransport(smtpUrl, { from: config.mailFrom })
  const host = new URL(config.publicUrl).hostname
  return {
    async send({ id, to, subject, text, html, replyTo }) {
      if (isExampleAddress(to)) return
      await transport.sendMail({
        // As an object: nothing in the address is read as a list of several.
        to: { name: '', address: to },
        subject,
        text,
        html,
        ...(replyTo && { replyTo }),
        messageId: `<${id}@${host}>`,
        // No machine's "I am on holiday" in return. No List-Unsubscribe: each of these mails is about the reader's own
        // access or items and comes once, so there is no list to leave.
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
    },
    close: () => transport.close(),
  }
}

/** Keeps mails for the outbox page, where there is no mail server: a server that only this machine reaches. */
export function outboxMailer(store: Store, clock: Clock): Mailer {
  return {
    async send({ id, organizationId, to, subject, text, html }) {
      await store.write((tx) =>
        tx
          .insertInto('mails')
          .values({
            mail_id: id,
            organization_id: organizationId,
            address: to,
            subject,
            body_text: text,
            body_html: html,
            state: isExampleAddress(to) ? 'example' : 'kept',
            created_at: isoNow(clock),
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute(),
      )
    },
    close: () => undefined,
  }
}
