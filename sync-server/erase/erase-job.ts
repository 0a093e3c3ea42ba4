import { runPlannedErasing } from '../../shared/domain/handover/erasing.ts'
import { decideCommand } from '../decide/decide-command.ts'
import type { Deciding } from '../decide/ports.ts'
import type { JobRow } from '../store/schema/jobs.ts'
import { handoverMapper } from '../store/rows/handover.ts'
import type { Tx } from '../store/store.ts'

/**
 * The day of a planned erasing (HAND-11): decided like a command, with today's rights of whoever planned it. The
 * command's id follows from the job's, so a job that runs twice erases once.
 */
export async function eraseWork(
  deciding: Deciding,
  job: Pick<JobRow, 'job_id' | 'organization_id' | 'data'>,
): Promise<void> {
  const { organization_id: organizationId } = job
  const { handoverId } = JSON.parse(job.data) as { handoverId: string }
  if (organizationId === null) throw new Error('an erasing of no organization')
  const handover = await handoverMapper.read(deciding.store.read as Tx, organizationId, handoverId)
  if (handover?.kind !== 'handover' || !handover.erasing) return
  await decideCommand(
    deciding,
    organizationId,
    { actorId: 'system', userId: handover.erasing.by },
    { id: job.job_id.replace(/^job_/, 'cmd_'), type: 'user.erase', args: { userId: handover.plan.from } },
    {
      decide: (_command, now) => runPlannedErasing(handoverId, now),
      words: (_command, nameOf) =>
        `The planned erasing of ${nameOf(handover.plan.from ?? '')}’s personal data`,
    },
  )
}
