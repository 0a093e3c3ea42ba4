import { meOf } from '../../shared/domain/documents/document-name.ts'
import type { Notice } from '../../shared/domain/model/notice.ts'
import { type Clock, isoNow } from '../clock.ts'
import type { DirectoryDocuments } from '../decide/ports.ts'
import { newId } from '../new-id.ts'
import type { Store } from '../store/store.ts'
import type { MailJob } from './mail-job.ts'

interface Telling {
  store: Store
  documents: DirectoryDocuments
  clock: Clock
}

/** An invitation that could not be delivered: whoever sent it is told, until they have confirmed it (SYNC-3). */
export async function tellMailFailed(
  { store, documents, clock }: Telling,
  job: MailJob,
  problem: string,
): Promise<void> {
  if (job.mail === 'code' || !job.invitationId) return
  const { organizationId, invitationId } = job
  await store.write(async (tx, outcome) => {
    const invitation = await tx
      .selectFrom('invitations')
      .select(['email', 'invited_by'])
      .where('organization_id', '=', organizationId)
      .where('invitation_id', '=', invitationId)
      .where('state', '=', 'pending')
      .executeTakeFirst()
    if (!invitation) return
    const notice: Notice = {
      id: newId('notice'),
      userId: invitation.invited_by,
      code: 'mail-failed',
      message: `The mail to ${invitation.email} could not be delivered. Check the address, then send the invitation again. The mail server said: ${problem.slice(0, 300)}`,
      about: {},
      createdAt: isoNow(clock),
    }
    await tx
      .insertInto('notices')
      .values({
        organization_id: organizationId,
        id: notice.id,
        user_id: notice.userId,
        data: JSON.stringify(notice),
      })
      .execute()
    const published = await documents.writeDirectory(tx, organizationId, [
      { document: meOf(notice.userId), key: `notice/${notice.id}`, value: notice },
    ])
    outcome.onCommit(() => published.publish())
    outcome.onRollback(() => published.discard())
  })
}
