import strings from 'big-list-of-naughty-strings/blns.json' with { type: 'json' }
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invitationWords } from '../../shared/domain/words/invitation-words.ts'
import { personNameSchema } from '../../shared/domain/model/user.ts'
import { profileSchema } from '../../shared/domain/model/profile.ts'
import { layOut } from '../jobs/mails/layout.ts'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

/** What can be a name at all: not empty, at most 120 characters. */
const NAMES = [...new Set(strings.map((text) => text.trim()))].filter(
  (text) => personNameSchema.safeParse(text).success,
)

let server: TestServer
let orbis: TestOrganization

beforeAll(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterAll(() => server?.close())

describe('names from the big list of naughty strings', () => {
  it('[USR-3] are stored and given back letter for letter, in every field of a profile', async () => {
    expect(NAMES.length).toBeGreaterThan(300)
    // Three at once, so that the list takes a third of the time. What has control characters is no position.
    const people = Array.from({ length: Math.ceil(NAMES.length / 3) }, (_, i) => {
      const [name = 'x', position = 'x', postalAddress = 'x'] = NAMES.slice(i * 3, i * 3 + 3)
      const fits = profileSchema.shape.position.safeParse(position).success
      return { email: `p${i}@orbis.test`, name, profile: { ...(fits && { position }), postalAddress } }
    })
    for (let from = 0; from < people.length; from += 100) {
      const commands = people.slice(from, from + 100).map((person) => ({
        id: newId('command'),
        type: 'user.invite',
        args: {
          ...{ userId: newId('user'), invitationId: newId('invitation'), role: 'member', workspaces: [] },
          ...{ ...person, later: true },
        },
      }))
      const { status, body } = await orbis.admin.post('/api/commands', {
        organizationId: orbis.organizationId,
        commands,
      })
      expect(status).toBe(200)
      expect(body.answers.filter((answer: { status: string }) => answer.status !== 'accepted')).toEqual([])
    }
    const rows = await server.store.read.selectFrom('users').selectAll().execute()
    const stored = new Map(rows.map((row) => [row.email, row]))
    for (const { email, name, profile } of people)
      expect(stored.get(email)).toMatchObject({
        name,
        position: profile.position ?? null,
        postal_address: profile.postalAddress,
      })
    expect(rows.filter(({ position }) => position !== null).length).toBeGreaterThan(100)
  })

  it('[INV-4] are mailed without becoming markup, a header or a second line of the subject', () => {
    for (const name of NAMES) {
      const { button, ...words } = invitationWords({
        ...{ organization: name, inviter: name, inviterEmail: 'a@x.de', workspaces: [name] },
        ...{ until: 'Monday', email: 'b@x.de' },
      })
      const mail = layOut({ ...words, button: { label: button, url: 'https://x.test/' } })
      expect(mail.subject).not.toMatch(/[\r\n]/)
      const visible = mail.html.replaceAll(/<[^>]*>/g, '')
      if (/[<>]/.test(name)) expect(mail.html).not.toContain(name)
      expect(visible).not.toMatch(/<script|<img|<svg/i)
      // One line of it is enough: what stands on several lines stands on one in a mail.
      const [word = ''] = name.split(/[\s\p{Cc}\p{Cf}]+/u).filter(Boolean)
      expect(mail.text).toContain(word)
    }
  })
})
