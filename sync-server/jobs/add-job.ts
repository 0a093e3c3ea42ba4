import { randomBytes } from 'node:crypto'
import type { Tx } from '../store/store.ts'
import type { MailJob } from './mail-job.ts'

/** Writes a job in the transaction of what causes it, so that neither is ever without the other. `runAt` is ISO. */
export async function addJob(
  tx: Tx,
  organizationId: string | null,
  kind: 'mail' | 'scrub' | 'erase' | 'switch' | 'employees',
  data: object,
  now: string,
  runAt = now,
): Promise<void> {
  await tx
    .insertInto('jobs')
    .values({
      job_id: `job_${randomBytes(16).toString('base64url')}`,
      organization_id: organizationId,
      kind,
      data: JSON.stringify(data),
      run_at: runAt,
      state: 'waiting',
      attempts: 0,
      created_at: now,
    })
    .execute()
}

export const addMailJob = (
  tx: Tx,
  organizationId: string | null,
  data: MailJob,
  now: string,
): Promise<void> => addJob(tx, organizationId, 'mail', data, now)
