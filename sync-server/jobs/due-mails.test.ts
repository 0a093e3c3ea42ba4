import { afterEach, beforeEach, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())

async function addTasks(portfolio: string, tasks: [title: string, due: string | null][]): Promise<void> {
  await server.store.write(async (tx, outcome) => {
    const fill = (records: { set(key: string, value: unknown): void }) => {
      for (const [title, due] of tasks)
        records.set(newId('record'), {
          title,
          portfolio,
          createdAt: '2026-05-04T08:00:00.000Z',
          values: { due, done: null, about: null },
        })
    }
    const { organizationId, tasksFolderId } = orbis
    const published = await server.documents.writeContent(tx, organizationId, tasksFolderId, 0, fill)
    outcome.onCommit(() => published.publish())
  })
}

it('[HAND-25] who takes over gets one mail: what came, and what of it is due until Sunday', async () => {
  const [ben, cara] = [await orbis.join('ben@orbis.test'), await orbis.join('cara@orbis.test')]
  await addTasks(ben.portfolioId, [
    ['Call <b>Mrs Kern</b>', '2026-05-06'],
    ['Send the offer', '2026-05-01'],
    ['Count the stock', '2026-05-04'],
    ['Next week', '2026-05-11'],
    ['Some day', null],
  ])
  await addTasks(cara.portfolioId, [['Cara’s own', '2026-05-05']])
  const before = await server.mailsTo('cara@orbis.test')
  const plan = {
    from: ben.userId,
    to: cara.userId,
    moves: [{ portfolioId: ben.portfolioId, expectedHolder: ben.userId }],
    shown: null,
    afterwards: 'deactivate',
    newHomes: [],
    access: [],
  }
  const started = await orbis.send(orbis.admin, 'handover.start', { handoverId: newId('handover'), plan })
  expect(started).toMatchObject({ status: 'accepted' })
  const mails = (await server.mailsTo('cara@orbis.test')).slice(before.length)
  expect(mails).toHaveLength(1)
  const [mail] = mails
  expect(mail?.text).toContain('- Sales, Tasks: 5 (5 open)')
  expect(mail?.text).toContain(
    [
      '3 tasks are due this week:',
      '',
      '- Send the offer: was due Friday, 1 May 2026',
      '- Count the stock: due today',
      '- Call <b>Mrs Kern</b>: due Wednesday, 6 May 2026',
    ].join('\n'),
  )
  expect(mail?.text).not.toMatch(/Next week|Some day|Cara’s own/)
  expect(mail?.html).toContain('<li>Call &lt;b&gt;Mrs Kern&lt;/b&gt;: due Wednesday, 6 May 2026</li>')
})

it('[HAND-25] whose address changed gets it at the new address; the old one learns nothing of it', async () => {
  const ben = await orbis.join('ben@old.test')
  await addTasks(
    ben.portfolioId,
    Array.from({ length: 17 }, (_, n) => [`Task ${String(n).padStart(2, '0')}`, '2026-05-09']),
  )
  const [handoverId, invitationId] = [newId('handover'), newId('invitation')]
  const email = 'ben@orbis.test'
  await orbis.send(orbis.admin, 'switch.start', { handoverId, invitationId, userId: ben.userId, email })
  const client = await server.signIn(email)
  await client.post('/api/invitations/accept', { id: invitationId, commandId: newId('command') })
  const [atNew, atOld] = [await server.mailsTo(email), await server.mailsTo('ben@old.test')]
  expect(atNew.at(-1)?.text).toContain('- Sales, Tasks: 17 (17 open)')
  expect(atNew.at(-1)?.text).toContain('17 tasks are due this week:')
  expect(atNew.at(-1)?.text).toContain('- Task 14: due Saturday, 9 May 2026\n- and 2 more')
  expect(atOld.at(-1)?.subject).toContain('is ben@orbis.test now')
  expect(atOld.at(-1)?.text).not.toContain('Task')
})
