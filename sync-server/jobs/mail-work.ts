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
  config: Pick<Config, 'publicUrl'>
  mailer: Mailer
}

/** Writes a mail from what is true now, and hands it over. */
export const mailWork =
  ({ store, clock, secret, config, mailer }: Mailing): Work =>
  async (job) => {
    const written = await writeMail(
      { db: store.read, secret, publicUrl: config.publicUrl, now: isoNow(clock) },
      JSON.parse(job.data) as MailJob,
    )
    if (written) await mailer.send({ id: job.job_id, to: written.to, ...layOut(written.words) })
  }
