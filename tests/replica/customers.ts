import { expect } from 'vitest'
import type { Restriction } from '../../shared/domain/model/membership.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Office, type Person, until } from './office.ts'

/** An office whose Anna has a folder of customers with contact details, and what tests of restricted people do with them. */
export async function openWithCustomers() {
  const office = await Office.open()
  const anna = await office.open(office.anna)
  await until(anna.ready, (ready) => ready)
  const folderId = newId('folder')

  async function accepted(type: string, args: unknown): Promise<void> {
    const { commandId } = await anna.dispatch(type, args)
    expect([type, await anna.outcome(commandId)]).toEqual([
      type,
      expect.objectContaining({ status: 'accepted' }),
    ])
  }
  await accepted('folder.create', {
    folderId,
    workspaceId: office.workspaceId,
    name: 'Customers',
    fields: [
      { id: 'mail', name: 'Mail', type: 'email' },
      { id: 'note', name: 'Note', type: 'text' },
    ],
    stage: null,
  })
  return {
    ...{ office, anna, folderId, accepted },
    restrict: ({ userId }: Person, restrictions: Restriction[]) =>
      accepted('membership.set', {
        userId,
        place: {
          workspaceId: office.workspaceId,
          level: 'agent',
          restrictions,
          portfolioId: newId('portfolio'),
        },
      }),
    /** Titles. */
    async listOf(replica: Replica): Promise<string[]> {
      const list = replica.content.list(folderId, {})
      const { total } = await until(list.state, ({ loading }) => !loading)
      const rows = await list.rows(0, total)
      list.close()
      return rows.map(({ title }) => title)
    },
    record: (replica: Replica, id: string) => replica.content.record(folderId, id),
    homeOf: (person: Person): string =>
      anna.directory.value.homeOf(person.userId, office.workspaceId)?.id ?? '',
    /** The id under which somebody restricted knows a record, and the other way round. */
    veiled: async (id: string, within = folderId) => (await office.veil()).of(within).veil(id),
    unveiled: async (id: string, within = folderId) => (await office.veil()).of(within).unveil(id),
  }
}
