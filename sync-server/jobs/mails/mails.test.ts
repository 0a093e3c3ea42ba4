import { describe, expect, it } from 'vitest'
import { sampleMails } from '../../testing/sample-mails.ts'
import { layOut } from './layout.ts'

const EVIL = 'Anna\r\nBcc: eve@evil.test\u2028<img src="https://evil.test/x.png" onerror=alert(1)>"\'&'
const mails = Object.entries(sampleMails())
const evil = sampleMails({ name: EVIL, organization: EVIL })

/** What a reader sees of HTML, without tags. */
const read = (html: string): string =>
  html
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

describe('every mail', () => {
  it.each(mails)(
    '[USR-6] [USR-10] %s says the same in text and HTML, in plain words, and no password',
    (_, words) => {
      const { subject, text, html } = layOut(words)
      const shown = read(html)
      for (const line of text.split('\n')) {
        const said = line.replace(/^- /, '').replace(/:$/, '').trim()
        if (said !== '--' && said !== words.code) expect(shown).toContain(said)
      }
      expect(shown.replaceAll(' ', '')).toContain(words.code ?? '')
      const all = `${subject} ${text} ${shown}`
      expect(all).not.toMatch(/portfolio|holder|vacated|command|password|undefined|null|\[object/i)
      // A subject that Gmail shows whole on a wide screen.
      expect(subject.length).toBeLessThan(90)
    },
  )

  it.each(mails)('%s loads nothing, follows nobody, and links to our own server alone', (_, words) => {
    const { html } = layOut(words)
    expect(html).not.toMatch(/<(img|script|link|iframe|form|video)\b|url\(|@import/i)
    const links = [...html.matchAll(/(?:href|src|background)="([^"]*)"/g)].map(([, address]) => address)
    for (const address of links) expect(address).toBe(words.button?.url)
    expect(html).toContain('prefers-color-scheme: dark')
    // Where the style sheet is thrown away, what has a colour of its own still has one behind it.
    expect(html.match(/class="(page|sheet|button|code)"(?![^>]*background-color)/g)).toBeNull()
  })

  it.each(Object.entries(evil))('%s makes no tag, header or line of a name', (_, words) => {
    const { subject, text, html, replyTo } = layOut(words)
    expect(subject).not.toMatch(/[\r\n\u2028]/)
    expect(replyTo?.name ?? '').not.toMatch(/[\r\n\u2028]/)
    expect(text).not.toMatch(/^Bcc:/m)
    expect(html).not.toContain('<img')
    expect(html.match(/<a /g)?.length ?? 0).toBe(words.button ? 1 : 0)
  })
})
