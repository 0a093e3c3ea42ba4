import { recordEdit } from '../../shared/domain/commands/record-edit.ts'
import { UNDO_DAYS } from '../../shared/domain/model/handover.ts'
import { daysAfter } from '../../shared/domain/model/time.ts'
import type { QuarantineAnswer } from '../../shared/protocol/quarantine.ts'
import type { Deciding } from '../decide/ports.ts'

/** What nobody looks through at once is shown as the first ones are decided. */
const MOST_SHOWN = 200

/** The first changes of a person that wait for an Admin, each beside the record as it is now. */
export function listQuarantine(
  { store, documents }: Deciding,
  organizationId: string,
  userId: string,
): Promise<QuarantineAnswer> {
  return store.write(async (tx) => {
    const ofPerson = tx
      .selectFrom('quarantine')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .where('discarded_at', 'is', null)
    const { all } = await ofPerson
      .select((select) => select.fn.countAll<number>().as('all'))
      .executeTakeFirstOrThrow()
    const rows = await ofPerson.selectAll().orderBy('position').limit(MOST_SHOWN).execute()
    const changes: QuarantineAnswer['changes'] = []
    for (const row of rows) {
      const { type, args } = JSON.parse(row.command) as { type: string; args: unknown }
      const edit = type === recordEdit.type ? recordEdit.args.parse(args) : null
      changes.push({
        ...{ id: row.id, madeAt: row.made_at, device: row.device, type, args },
        until: daysAfter(row.arrived_at, UNDO_DAYS),
        record: edit && (await documents.recordNow(tx, organizationId, edit.folderId, edit.recordId)),
      })
    }
    return { changes, all: Number(all) }
  })
}
