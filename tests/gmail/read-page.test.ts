import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageState } from '../../extension/gmail/page-state.ts'
import type { Row } from '../../extension/gmail/rows.ts'
import { bundle } from './adapter.ts'
import type * as Readers from './fixture/readers.ts'
import { startGmail, type Gmail } from './gmail.ts'
import { closeThread, launchGmailBrowser, openThread, type GmailBrowser } from './launch.ts'
import { anna, ben, carla, dora, mail, SERVER, TRAP_HTML } from './mails.ts'

declare const adapter: typeof Readers

const invitationHtml = `<p>Join us: <a href="${SERVER}/invitation/inv_12345678#t=secret-token">accept</a>
  or <a href="${SERVER}/invitation/inv_12345678">again</a></p>`

let gmail: Gmail
let browser: GmailBrowser

beforeAll(async () => {
  gmail = await startGmail({
    accounts: [
      {
        ...anna,
        threads: [
          {
            messages: [
              mail({
                from: carla,
                to: [anna],
                cc: [dora],
                subject: 'Three of them',
                text: `Old: ${SERVER}/invitation/collapsed-1`,
              }),
              mail({ from: anna, to: [carla], subject: 'Re: Three of them' }),
              mail({ from: ben, to: [anna, carla], cc: [dora], subject: 'Re: Three of them' }),
            ],
          },
          { messages: [mail({ subject: 'The trap', html: TRAP_HTML })] },
          { messages: [mail({ subject: 'An invitation', html: invitationHtml })] },
          { messages: [mail({ subject: 'Other (x@evil.example) - y@evil.example - Mail' })] },
        ],
      },
      {
        ...ben,
        language: 'de',
        pane: 'right',
        threads: [{ messages: [mail({ from: carla, to: [ben], cc: [anna], subject: 'Nur kurz' })] }],
      },
      { ...carla, threads: [] },
    ],
  })
  browser = await launchGmailBrowser({ gmail })
  await browser.context.addInitScript({
    content: `${await bundle('tests/gmail/fixture/readers.ts')}\nglobalThis.adapter = adapter`,
  })
})

afterAll(async () => {
  await browser?.close()
  await gmail?.close()
})

function read(page: Page): Promise<PageState> {
  return page.evaluate((server) => adapter.readPage(document, server), SERVER)
}

async function conversation(page: Page) {
  const { view } = await read(page)
  if (view.kind !== 'conversation') throw new Error(`No conversation: ${JSON.stringify(view)}`)
  return view.conversation
}

describe('reading an open conversation', () => {
  it('[MAIL-3] gives its ids, its subject and everybody in its headers once, with their strongest role', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'Three of them')
    const read = await conversation(page)
    expect(read).toMatchObject({
      threadId: expect.stringMatching(/^thread-f:\d+$/),
      legacyThreadId: expect.stringMatching(/^[0-9a-f]{16}$/),
      subject: 'Three of them',
      people: [
        { email: 'carla@northwind.example', name: 'Carla Moreau', role: 'from' },
        { email: 'anna@northwind.example', name: 'me', role: 'from' },
        { email: 'ben@northwind.example', name: 'Ben Okafor', role: 'from' },
        { email: 'dora@brightwater.example', name: '', role: 'cc' },
      ],
    })
    expect(read.messages.map(({ collapsed }) => collapsed)).toEqual([true, true, false])
    expect(new Set(read.messages.map(({ id }) => id)).size).toBe(3)
    await page.close()
  })

  it('says which messages are collapsed, and reads one when it is opened', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'Three of them')
    expect((await conversation(page)).invitations).toEqual([])
    await page.locator('.adf:visible').first().click()
    const opened = await conversation(page)
    expect(opened.messages.map(({ collapsed }) => collapsed)).toEqual([false, true, false])
    expect(opened.invitations).toEqual([{ id: 'collapsed-1' }])
    await page.close()
  })

  it('[MAIL-6] takes nobody and nothing from the body of a message', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'The trap')
    const state = await read(page)
    expect(await page.locator('.a3s [email]').count()).toBe(4)
    expect(JSON.stringify(state)).not.toMatch(/evil|666|Another subject|forged|insecure/)
    expect(state).toMatchObject({
      account: { known: true, email: anna.email },
      view: { conversation: { subject: 'The trap', people: [{ email: ben.email }, { email: anna.email }] } },
    })
    // A message drawn inside the body has links like the rest of it; their origin decides.
    expect((await conversation(page)).invitations).toEqual([{ id: 'inner-body-1' }])
    await page.close()
  })

  it('[MAIL-4] recognises an invitation of our origin, once, by its id alone', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'An invitation')
    const read = await conversation(page)
    expect(read.invitations).toEqual([{ id: 'inv_12345678' }])
    expect(JSON.stringify(read)).not.toContain('secret-token')
    await page.close()
  })

  it('reads the visible one of several main areas', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'Three of them')
    await closeThread(page)
    await openThread(page, 'The trap')
    expect(await page.locator('[role="main"]').count()).toBeGreaterThan(2)
    expect((await conversation(page)).subject).toBe('The trap')
    await closeThread(page)
    expect((await read(page)).view).toEqual({ kind: 'list' })
    await page.close()
  })

  it('reads a preview beside the list, in another language', async () => {
    const page = await browser.openInbox(ben.email)
    await page.locator('tr.zA:visible').waitFor()
    expect((await read(page)).view).toEqual({ kind: 'list' })
    await openThread(page, 'Nur kurz')
    expect(await page.locator('tr.zA:visible').count()).toBe(1)
    expect(await read(page)).toMatchObject({
      account: { known: true, email: ben.email },
      view: {
        conversation: {
          subject: 'Nur kurz',
          people: [
            { email: carla.email, role: 'from' },
            { email: ben.email, name: 'mich', role: 'to' },
            { email: anna.email, role: 'cc' },
          ],
        },
      },
    })
    await page.close()
  })

  it('leaves out messages without an id and people without an address', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'Three of them')
    await page.evaluate(() => {
      document.querySelector('.adf')?.removeAttribute('data-message-id')
      document.querySelector('.adn .gD')?.setAttribute('email', 'not an address')
      document.querySelector('.adn .g2')?.setAttribute('name', 'Anna\u202e\n gro')
    })
    const read = await conversation(page)
    expect(read.messages).toHaveLength(2)
    expect(read.people.map(({ email }) => email)).not.toContain(ben.email)
    expect(JSON.stringify(read)).not.toContain('\\n')
    await page.close()
  })
})

describe('reading a list', () => {
  it('gives each row its conversation and senders', async () => {
    const page = await browser.openInbox(anna.email)
    await page.locator('tr.zA:visible').first().waitFor()
    const rows: Row[] = await page.evaluate(() => adapter.readRows(adapter.visibleMain(document)!))
    expect(rows).toHaveLength(4)
    const three = rows.find(({ senders }) => senders.length === 3)
    expect(three?.senders).toEqual([carla.email, anna.email, ben.email])
    await openThread(page, 'Three of them')
    expect(await conversation(page)).toMatchObject({
      threadId: three?.threadId,
      legacyThreadId: three?.legacyThreadId,
    })
    await page.close()
  })

  it('takes an empty inbox for a list', async () => {
    const page = await browser.openInbox(carla.email)
    expect(await read(page)).toEqual({ account: { known: true, email: carla.email }, view: { kind: 'list' } })
    await page.close()
  })
})

describe('a page that cannot be read', () => {
  it('is said to be loading while no main area, or no heading of an expected conversation, is there', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'Three of them')
    await page.evaluate(() => document.querySelector('h2.hP')?.removeAttribute('data-thread-perm-id'))
    expect((await read(page)).view).toEqual({ kind: 'unreadable', why: 'loading' })
    await page.evaluate(() =>
      document.querySelectorAll('[role="main"]').forEach((main) => main.removeAttribute('role')),
    )
    expect((await read(page)).view).toEqual({ kind: 'unreadable', why: 'loading' })
    await page.close()
  })

  it('never throws, even when the page broke the functions that reading needs', async () => {
    const page = await browser.openInbox(anna.email)
    await page.evaluate(() => {
      Element.prototype.checkVisibility = () => {
        throw new Error('broken')
      }
    })
    expect((await read(page)).view).toEqual({ kind: 'unreadable', why: 'failed' })
    await page.close()
  })
})

describe('[MAIL-2] the account of a tab', () => {
  async function accountAfter(change: () => void, email = anna.email) {
    const page = await browser.openInbox(email)
    await page.evaluate(change)
    const account = await page.evaluate(() => adapter.readAccount(document))
    await page.close()
    return account
  }

  it('comes from the button when the page variable is not known, in any language', async () => {
    expect(await accountAfter(() => {})).toEqual({ known: true, email: anna.email })
    expect(await accountAfter(() => {}, ben.email)).toEqual({ known: true, email: ben.email })
  })

  it('is not taken from the name that its owner chose', async () => {
    const renamed = () =>
      document
        .querySelector('a[href*="SignOutOptions"]')!
        .setAttribute(
          'aria-label',
          'Google Account: boss@evil.example (anna@evil.example)  \n(anna@northwind.example)',
        )
    expect(await accountAfter(renamed)).toEqual({ known: true, email: anna.email })
  })

  it('comes from the title when there is nothing better, and never from a subject in it', async () => {
    expect(
      await accountAfter(() => {
        document.querySelector('a[href*="SignOutOptions"]')!.remove()
        document.title = 'Other (x@evil.example) - y@evil.example - anna@northwind.example - Mail'
      }),
    ).toEqual({ known: true, email: anna.email })
    expect(
      await accountAfter(() => {
        document.querySelector('a[href*="SignOutOptions"]')!.remove()
        document.title = 'Ask y@evil.example - Mail'
      }),
    ).toEqual({ known: false, reason: 'not-found' })
  })

  it('is not told when page and button disagree', async () => {
    const disagree = () =>
      document.documentElement.setAttribute('data-handover-account', 'boss@northwind.example')
    expect(await accountAfter(disagree)).toEqual({ known: false, reason: 'contradictory' })
  })

  it('[MAIL-6] is not taken from a link in the body of a message', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'The trap')
    expect(await page.locator('.a3s a[aria-label*="mallory"]').count()).toBe(1)
    await page.evaluate(() => {
      document.querySelector('header a[href*="SignOutOptions"]')!.remove()
      document.title = 'Mail'
    })
    expect((await read(page)).account).toEqual({ known: false, reason: 'not-found' })
    await page.close()
  })

  it('ignores what is no address', async () => {
    const nonsense = () => document.documentElement.setAttribute('data-handover-account', '<b>boss</b>')
    expect(await accountAfter(nonsense)).toEqual({ known: true, email: anna.email })
  })

  it('is not told for a delegated mailbox', async () => {
    const page = await browser.context.newPage()
    await page.goto('https://mail.google.com/mail/u/0/d/AbCdEf/#inbox')
    await page.locator('tr.zA:visible').first().waitFor()
    expect((await read(page)).account).toEqual({ known: false, reason: 'delegated-mailbox' })
    await page.close()
  })
})
