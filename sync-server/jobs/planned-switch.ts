import { createHash } from 'node:crypto'
import { beginPlannedSwitch, leaveForLook } from '../../shared/domain/handover/begin-switch.ts'
import { isPlannedSwitch } from '../../shared/domain/model/handover.ts'
import { makeId } from '../../shared/domain/model/id.ts'
import { decideCommand } from '../decide/decide-command.ts'
import type { Deciding } from '../decide/ports.ts'
import { handoverMapper } from '../store/rows/handover.ts'
import type { JobRow } from '../store/schema/jobs.ts'
import type { Tx } from '../store/store.ts'

/**
 * The date of a planned change of address (HAND-20): decided like a command, with today's rights of whoever planned it. All
 * ids follow from the job's, so a job that runs twice invites once. What can't start waits for somebody's look.
 */
export async function plannedSwitchWork(
  deciding: Deciding,
  job: Pick<JobRow, 'job_id' | 'organization_id' | 'data'>,
): Promise<void> {
  const { organization_id: organizationId } = job
  const { handoverId } = JSON.parse(job.data) as { handoverId: string }
  if (organizationId === null) throw new Error('a change of address in no organization')
  const handover = await handoverMapper.read(deciding.store.read as Tx, organizationId, handoverId)
  if (!handover || !isPlannedSwitch(handover)) return
  const id = (kind: 'command' | 'invitation', use: string) =>
    makeId(kind, createHash('sha256').update(`${job.job_id} ${use}`).digest())
  const invitationId = id('invitation', 'begin')
  const sender = { actorId: 'system', userId: handover.approvedBy }
  const words = (_command: unknown, nameOf: (userId: string) => string) =>
    `The planned change of ${nameOf(handover.userId)}’s address`
  const command = { type: 'switch.begin', args: { handoverId, userId: handover.userId } }
  const answer = await decideCommand(
    deciding,
    organizationId,
    sender,
    { ...command, id: id('command', 'begin') },
    { decide: (_command, now) => beginPlannedSwitch(handoverId, invitationId, now), words },
  )
  if (answer.status === 'accepted') return
  await decideCommand(
    deciding,
    organizationId,
    sender,
    { ...command, id: id('command', 'look') },
    { decide: () => leaveForLook(handoverId, answer), words },
  )
}
