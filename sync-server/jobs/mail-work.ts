import { emailKey } from '../../shared/domain/model/email.ts'
import { noteAddressUse, organizationsKnowing } from '../address-uses/note-use.ts'
import type { Secret } from '../auth/secret.ts'
import { type Clock, isoNow } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import type { Work } from './job-runner.ts'
import type { MailJob } from './mail-job.ts'
import type { Mailer } from './mailer.ts'
import { layOut } from './mails/layout.ts'
import { writeMail } from './write-mail.ts'

interface Mailing {
  store: Store
  clock: Clock
  secret: Secret
  config: Pick<Config, 'publicUrl' | 'openId'>
  mailer: Mailer
}

/** Writes a mail from what is true now, and hands it over. */
export const mailWork =
  ({ store, clock, secret, config, mailer }: Mailing): Work =>
  async (job) => {
    const data = JSON.parse(job.data) as MailJob
    const now = isoNow(clock)
    const { publicUrl, openId } = config
    const written = await writeMail({ db: store.read, secret, publicUrl, openId, now }, data)
    if (!written) return
    const organizationId = data.mail === 'code' ? null : data.organizationId
    await mailer.send({ id: job.job_id, organizationId, to: written.to, ...layOut(written.words) })
    await noteMail(store, data, emailKey(written.to), now)
  }

/** What tells the old address of its own change is no use of it; a code is noted when it is asked for. */
const NO_USE = new Set<MailJob['mail']>(['switch-started', 'switch-done', 'address-followed', 'users-merged'])

/** A mail to an address that its person had before tells that somebody still relies on it (HAND-23). */
async function noteMail(store: Store, job: MailJob, to: string, at: string): Promise<void> {
  if (job.mail === 'code' || NO_USE.has(job.mail)) return
  const { organizationId } = job
  if ((await organizationsKnowing(store.read, to, organizationId)).length === 0) return
  const kind = job.mail === 'invitation' || job.mail === 'switch-invitation' ? 'invitation' : 'mail'
  await store.write((tx) => noteAddressUse(tx, { emailKey: to, kind, at, organizationId }))
}
