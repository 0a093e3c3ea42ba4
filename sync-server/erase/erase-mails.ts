import { sql } from 'kysely'
import { emailKey } from '../../shared/domain/model/email.ts'
import { replaceValues } from '../../shared/domain/erase/replace-values.ts'
import { escapeHtml } from '../jobs/mails/escape-html.ts'
import type { Tx } from '../store/store.ts'
import type { Erasure } from './erasure.ts'

/** Mails to them that were sent or wait, also as whom they were made one with: a job has the address. */
export async function eraseJobs(
  tx: Tx,
  organizationId: string,
  { userId, values, madeOne }: Omit<Erasure, 'instead'>,
): Promise<void> {
  const keys = new Set(values.map(emailKey))
  const theirs = (address = '') => keys.has(emailKey(address))
  const jobs = await tx
    .selectFrom('jobs')
    .select(['job_id', 'data'])
    .where('organization_id', '=', organizationId)
    .where('kind', '=', 'mail')
    .where((eb) => eb.or([userId, ...madeOne].map((id) => eb('data', 'like', `%${id}%`))))
    .execute()
  for (const { job_id: id, data } of jobs) {
    const job = JSON.parse(data) as { userId?: string; address?: string }
    if (job.userId === userId || (madeOne.includes(job.userId ?? '') && theirs(job.address)))
      await tx.deleteFrom('jobs').where('job_id', '=', id).execute()
  }
}

/** Mails that were written: theirs go, others' say it without the name. */
export async function eraseMails(
  tx: Tx,
  organizationId: string,
  { values, instead }: Pick<Erasure, 'values' | 'instead'>,
  without: (text: string) => string,
): Promise<void> {
  await tx
    .deleteFrom('mails')
    .where('organization_id', '=', organizationId)
    .where(sql<string>`lower(address)`, 'in', ['', ...values.map((value) => value.toLowerCase())])
    .execute()
  // Both as written and as HTML writes it: a name may hold an ampersand or a quote.
  const inHtml = (html: string) =>
    replaceValues(without(html), values.map(escapeHtml), () => escapeHtml(instead))
  const mails = await tx
    .selectFrom('mails')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .execute()
  for (const { mail_id: id, subject, body_text: text, body_html: html } of mails) {
    const clean = { subject: without(subject), body_text: without(text), body_html: inHtml(html) }
    if (clean.subject !== subject || clean.body_text !== text || clean.body_html !== html)
      await tx.updateTable('mails').set(clean).where('mail_id', '=', id).execute()
  }
}
