import { rm } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { PageState } from '../../extension/gmail/page-state.ts'
import { adapterExtension } from './adapter.ts'
import { startGmail, type Gmail } from './gmail.ts'
import { closeThread, launchGmailBrowser, openThread, type GmailBrowser } from './launch.ts'
import { anna, ben, carla, mail } from './mails.ts'

let gmail: Gmail
let browser: GmailBrowser
let extension: string

beforeAll(async () => {
  gmail = await startGmail({
    accounts: [
      {
        ...anna,
        threads: [
          { messages: [mail({ subject: 'First' })] },
          { messages: [mail({ subject: 'Second', from: carla })] },
        ],
      },
      { ...ben, threads: [] },
    ],
  })
  extension = await adapterExtension()
  browser = await launchGmailBrowser({ gmail, extension })
})

afterAll(async () => {
  await browser?.close()
  await gmail?.close()
  await rm(extension, { recursive: true, force: true })
})

/** Waits until the content script's last state is one that `likes` likes. */
async function stateWhere(page: Page, likes: (state: PageState) => boolean): Promise<PageState> {
  return vi.waitFor(
    async () => {
      const state = JSON.parse(
        (await page.locator('html').getAttribute('data-test-state')) ?? 'null',
      ) as PageState | null
      if (!state || !likes(state)) throw new Error(`Not the state waited for: ${JSON.stringify(state)}`)
      return state
    },
    { timeout: 60_000 },
  )
}

const isList = (state: PageState) => state.view.kind === 'list'
const isOpen = (subject: string) => (state: PageState) => conversationOf(state)?.subject === subject
const conversationOf = ({ view }: PageState) => (view.kind === 'conversation' ? view.conversation : undefined)

async function count(page: Page): Promise<number> {
  return Number(await page.locator('html').getAttribute('data-test-count'))
}

describe('observing Gmail from a content script', () => {
  it('follows from list to conversation to conversation, by hash', async () => {
    const page = await browser.openInbox(anna.email)
    const list = await stateWhere(page, isList)
    expect(list).toEqual({ account: { known: true, email: anna.email }, view: { kind: 'list' } })
    await openThread(page, 'First')
    await stateWhere(page, isOpen('First'))
    await closeThread(page)
    await stateWhere(page, isList)
    await openThread(page, 'Second')
    const second = await stateWhere(page, isOpen('Second'))
    expect(second).toMatchObject({
      view: { conversation: { people: [{ email: carla.email }, { email: anna.email }] } },
    })
    await page.close()
  })

  it('[MAIL-2] knows each account of one browser, in its own tab', async () => {
    const pages = [await browser.openInbox(anna.email), await browser.openInbox(ben.email)] as const
    expect((await stateWhere(pages[0], isList)).account).toEqual({ known: true, email: anna.email })
    expect((await stateWhere(pages[1], isList)).account).toEqual({ known: true, email: ben.email })
    for (const page of pages) await page.close()
  })

  it("[MAIL-2] knows the account by the page's own variable when nothing else tells it", async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'First')
    await stateWhere(page, isOpen('First'))
    await page.evaluate(() => {
      document.querySelector('a[href*="SignOutOptions"]')!.remove()
      document.title = 'Mail'
      document.querySelector('.gD')!.setAttribute('name', 'Changed')
    })
    const state = await stateWhere(page, (state) => conversationOf(state)?.people[0]?.name === 'Changed')
    expect(state.account).toEqual({ known: true, email: anna.email })
    await page.close()
  })

  it('sees a message arrive and one being opened', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'First')
    const first = conversationOf(await stateWhere(page, isOpen('First')))
    gmail.addMail(anna.email, mail({ subject: 'Re: First', from: carla, date: new Date() }), first?.threadId)
    const longer = await stateWhere(page, (state) => conversationOf(state)?.messages.length === 2)
    expect(longer).toMatchObject({
      view: { conversation: { messages: [{ collapsed: true }, { collapsed: false }] } },
    })
    await page.locator('.adf:visible').click()
    const opened = await stateWhere(page, (state) => conversationOf(state)?.messages[0]?.collapsed === false)
    expect(conversationOf(opened)?.messages).toHaveLength(2)
    await page.close()
  })

  it('says nothing when the page changes but what it shows does not', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'Second')
    await stateWhere(page, isOpen('Second'))
    const before = await count(page)
    // Over many frames, so that it is read several times meanwhile.
    await page.evaluate(async () => {
      for (let change = 0; change < 60; change++) {
        document.body.append(document.createElement('i'))
        await new Promise(requestAnimationFrame)
      }
    })
    // The next state that does differ must be the very next one: a name alone, which nothing else on the page tells.
    await page.evaluate(() => document.querySelector('.gD')!.setAttribute('name', 'Carla M.'))
    await stateWhere(page, (state) => conversationOf(state)?.people[0]?.name === 'Carla M.')
    expect(await count(page)).toBe(before + 1)
    await page.close()
  })

  it('reads a page that never rests', async () => {
    const page = await browser.openInbox(anna.email)
    await stateWhere(page, isList)
    await page.evaluate(() => {
      const restless = document.body.appendChild(document.createElement('i'))
      setInterval(() => restless.classList.toggle('x'), 5)
    })
    await openThread(page, 'First')
    expect((await stateWhere(page, isOpen('First'))).view.kind).toBe('conversation')
    await page.close()
  })

  it('says that it does not recognise a page that stays unreadable, and recovers', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'First')
    await stateWhere(page, isOpen('First'))
    const id = await page.evaluate(() => {
      const heading = document.querySelector('h2.hP')!
      const attribute = heading.getAttribute('data-thread-perm-id')!
      heading.removeAttribute('data-thread-perm-id')
      return attribute
    })
    const lost = await stateWhere(
      page,
      (state) => state.view.kind === 'unreadable' && state.view.why === 'not-recognised',
    )
    expect(lost.account).toEqual({ known: true, email: anna.email })
    await page.evaluate((id) => document.querySelector('h2.hP')!.setAttribute('data-thread-perm-id', id), id)
    await stateWhere(page, isOpen('First'))
    await page.close()
  })

  it('is silent after its signal aborted', async () => {
    const page = await browser.openInbox(anna.email)
    await stateWhere(page, isList)
    const other = await browser.openInbox(anna.email)
    await stateWhere(other, isList)
    await page.evaluate(() => document.dispatchEvent(new Event('test-stop')))
    const before = await count(page)
    gmail.addMail(anna.email, mail({ subject: 'Late', date: new Date() }))
    for (const tab of [page, other]) await openThread(tab, 'Late')
    // The other tab reads the same change, begun later: by then this one would have, too.
    await stateWhere(other, isOpen('Late'))
    expect(await count(page)).toBe(before)
    for (const tab of [page, other]) await tab.close()
  })
})
