import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailFromMime } from './from-mime.ts'
import { startGmail, type Gmail } from './gmail.ts'
import { closeThread, launchGmailBrowser, openThread, type GmailBrowser } from './launch.ts'
import { anna, ben, mail, TRAP_HTML } from './mails.ts'

let gmail: Gmail
let browser: GmailBrowser

beforeAll(async () => {
  gmail = await startGmail({
    accounts: [
      {
        ...anna,
        threads: [
          { messages: [mail({ subject: 'The trap', html: TRAP_HTML })] },
          { messages: [mail({ subject: 'Plain' })] },
        ],
      },
      { ...ben, threads: [] },
    ],
  })
  browser = await launchGmailBrowser({ gmail })
})

afterAll(async () => {
  await browser?.close()
  await gmail?.close()
})

/** What the page's security policy refused while `action` ran. */
async function refusals(page: Page, action: () => void): Promise<string[]> {
  await page.evaluate(() => {
    const found: string[] = []
    Object.assign(globalThis, { refused: found })
    document.addEventListener('securitypolicyviolation', (event) => found.push(event.effectiveDirective))
  })
  await page.evaluate(action)
  await page.waitForFunction(() => (globalThis as unknown as { refused: string[] }).refused.length > 0)
  return page.evaluate(() => (globalThis as unknown as { refused: string[] }).refused)
}

describe("the stand-in's security, as Gmail's", () => {
  it('is sent with each page: a nonce of its own, no framing by others', async () => {
    const page = await browser.openInbox(anna.email)
    const nonces = new Set<string | undefined>()
    for (let visit = 0; visit < 2; visit++) {
      const headers = await (await page.reload())!.allHeaders()
      expect(headers['x-frame-options']).toBe('SAMEORIGIN')
      nonces.add(/'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1])
    }
    expect(nonces.size).toBe(2)
    await page.close()
  })

  it('takes no markup as text (Trusted Types) and no foreign frame', async () => {
    const page = await browser.openInbox(anna.email)
    const parse = () => {
      try {
        document.body.innerHTML = '<b>x</b>'
      } catch {
        // Expected; the event tells which rule it was.
      }
    }
    expect(await refusals(page, parse)).toEqual(['require-trusted-types-for'])
    const frame = () => {
      const iframe = document.createElement('iframe')
      iframe.src = 'https://example.com/'
      document.body.append(iframe)
    }
    expect(await refusals(page, frame)).toEqual(['frame-src'])
    await page.close()
  })

  it('shows a body without its scripts, with links that open elsewhere', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'The trap')
    expect(await page.locator('.a3s script, .a3s [onerror]').count()).toBe(0)
    expect(await page.title()).toBe(`The trap - ${anna.email} - Mail`)
    const link = page.locator('.a3s a', { hasText: 'insecure' })
    expect(await link.getAttribute('href')).toBe('http://handover.example/invitation/insecure-123')
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
    await page.close()
  })
})

describe("the stand-in's mail", () => {
  it('shows a new mail in the open inbox without a reload, in the right account only', async () => {
    const pages = [await browser.openInbox(anna.email), await browser.openInbox(ben.email)] as const
    await pages[1].getByText('Your inbox is empty').waitFor()
    gmail.addMail(ben.email, mail({ from: anna, to: [ben], subject: 'For Ben', date: new Date() }))
    await pages[1].locator('tr.zA.zE', { hasText: 'For Ben' }).waitFor()
    await openThread(pages[1], 'For Ben')
    await closeThread(pages[1])
    await pages[1].locator('tr.zA.yO', { hasText: 'For Ben' }).waitFor()
    await pages[0].locator('tr.zA', { hasText: 'Plain' }).waitFor()
    expect(await pages[0].locator('tr.zA', { hasText: 'For Ben' }).count()).toBe(0)
    for (const page of pages) await page.close()
  })

  it('adds an answer to the conversation on screen', async () => {
    const page = await browser.openInbox(anna.email)
    await openThread(page, 'Plain')
    const id = await page.locator('h2.hP:visible').getAttribute('data-thread-perm-id')
    gmail.addMail(anna.email, mail({ subject: 'Re: Plain', text: 'An answer', date: new Date() }), id!)
    await page.locator('.a3s:visible', { hasText: 'An answer' }).waitFor()
    expect(await page.locator('[role="listitem"]:visible').count()).toBe(2)
    await page.close()
  })

  it('takes a mail as it came over SMTP', async () => {
    const raw = [
      'From: =?utf-8?q?J=C3=BCrgen?= <j@x.example>',
      'To: Anna <anna@northwind.example>, b@x.example',
      'Cc: c@x.example',
      'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
      'Date: Sat, 05 Apr 2025 10:00:00 +0000',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hallo</p>',
    ].join('\r\n')
    expect(await mailFromMime(raw)).toMatchObject({
      from: { email: 'j@x.example', name: 'Jürgen' },
      to: [{ email: 'anna@northwind.example', name: 'Anna' }, { email: 'b@x.example' }],
      cc: [{ email: 'c@x.example' }],
      subject: 'Grüße',
      html: expect.stringContaining('<p>Hallo</p>'),
      date: new Date('2025-04-05T10:00:00Z'),
    })
  })

  it('keeps more tabs open than a browser has HTTP/1.1 connections to one host', async () => {
    const pages: Page[] = []
    for (let tab = 0; tab < 8; tab++) pages.push(await browser.openInbox(anna.email))
    gmail.addMail(anna.email, mail({ subject: 'To all tabs', date: new Date() }))
    for (const page of pages) await page.locator('tr.zA', { hasText: 'To all tabs' }).waitFor()
    expect(pages).toHaveLength(8)
    for (const page of pages) await page.close()
  })

  it('knows no account that was not given', () => {
    expect(() => gmail.inboxUrl('nobody@x.example')).toThrow('No account')
    expect(() => gmail.addMail('nobody@x.example', mail({}))).toThrow('No account')
  })
})
