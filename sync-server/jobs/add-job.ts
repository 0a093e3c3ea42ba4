import { randomBytes } from 'node:crypto'
import type { MailJob } from './mail-job.ts'
import type { Tx } from '../store/store.ts'

/** Writes a job in the transaction of what causes it, so that neither is ever without the other. */
export async function addMailJob(
  tx: Tx,
  organizationId: string | null,
  data: MailJob,
  now: string,
): Promise<void> {
  await tx
    .insertInto('jobs')
    .values({
      job_id: `job_${randomBytes(16).toString('base64url')}`,
      organization_id: organizationId,
      kind: 'mail',
      data: JSON.stringify(data),
      run_at: now,
      state: 'waiting',
      attempts: 0,
      created_at: now,
    })
    .execute()
}
