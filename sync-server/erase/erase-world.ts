import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { CommandAnswer } from '../../shared/protocol/http.ts'
import { newId } from '../new-id.ts'
import type { Joined, TestOrganization } from '../testing/organization.ts'
import type { TestServer } from '../testing/test-server.ts'

/** Which of these values stand in a byte of what the server keeps on its disk, its log of writes included. */
export function leftOnDisk(server: TestServer, values: string[]): string[] {
  const file = path.join(server.config.dataDir, 'handover.sqlite')
  const bytes = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)])
  const text = bytes.toString('latin1').toLowerCase()
  return values.filter((value) => text.includes(Buffer.from(value).toString('latin1').toLowerCase()))
}

export const codeOf = (answer: CommandAnswer): string | undefined =>
  answer.status === 'refused' ? answer.code : undefined

/** A plan that hands everything of somebody to the founder and deactivates them. */
export const planFrom = (
  orbis: TestOrganization,
  from: Pick<Joined, 'userId' | 'portfolioId'>,
  more: object = {},
) => ({
  from: from.userId,
  to: orbis.userId,
  moves: [{ portfolioId: from.portfolioId, expectedHolder: from.userId }],
  shown: null,
  afterwards: 'deactivate',
  newHomes: [],
  access: [],
  ...more,
})

/** Runs it as the founder; throws when it is refused. */
export async function handOver(orbis: TestOrganization, from: Joined, more: object = {}): Promise<string> {
  const handoverId = newId('handover')
  const plan = planFrom(orbis, from, more)
  const answer = await orbis.send(orbis.admin, 'handover.start', { handoverId, plan })
  if (answer.status === 'refused') throw new Error(answer.message)
  return handoverId
}
