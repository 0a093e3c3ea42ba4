import { escapeHtml } from '../jobs/mails/escape-html.ts'

export interface OutboxMail {
  id: string
  to: string
  subject: string
  text: string
  html: string
  at: string
  /** To an address that belongs to nobody: never sent, whatever the settings. */
  isExample: boolean
}

export const outboxList = (mails: OutboxMail[]): string =>
  page(
    'Outbox',
    `<h1>Outbox</h1>
<p class="quiet">This server has no mail server yet, so mails stay here. Only a browser on this machine sees this page.
To send them, set <code>SMTP_URL</code> and <code>MAIL_FROM</code>. <a href="/outbox">Look again</a> · <a href="/">Open Handover</a></p>
${mails.length === 0 ? '<p>No mails so far.</p>' : `<ul class="mails">${mails.map(row).join('\n')}</ul>`}`,
  )

const row = (mail: OutboxMail): string => `<li>
<a href="/outbox/${escapeHtml(mail.id)}"><strong>${escapeHtml(mail.subject)}</strong>
<span>to ${escapeHtml(mail.to)}</span>
<time datetime="${escapeHtml(mail.at)}">${inWords(mail.at)}</time></a>${mail.isExample ? ' <span class="mark">not sent: example address</span>' : ''}</li>`

export const outboxMailPage = (mail: OutboxMail): string =>
  page(
    mail.subject,
    `<p><a href="/outbox">All mails</a></p>
<h1>${escapeHtml(mail.subject)}</h1>
<p class="quiet">to ${escapeHtml(mail.to)}, ${inWords(mail.at)}${mail.isExample ? ' · <span class="mark">not sent: example address</span>' : ''}
· <a href="/outbox/${escapeHtml(mail.id)}/html">As a mail program shows it</a></p>
<pre>${withLinks(mail.text)}</pre>`,
  )

/** Addresses of web pages become links; all else is text. */
const withLinks = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('')

const inWords = (iso: string): string => `${iso.slice(0, 10)}, ${iso.slice(11, 19)} UTC`

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Handover</title>
<link rel="stylesheet" href="/outbox/style.css">
</head>
<body><main>
${body}
</main></body>
</html>
`

export const OUTBOX_STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f6f6f4, #17191c); color: light-dark(#1f2328, #e8e8e6); }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
a { color: light-dark(#1a5fb4, #7db4f5); }
.quiet { color: light-dark(#5c636b, #a9b0b8); }
.mails { list-style: none; padding: 0; }
.mails li { padding: .75rem 0; border-top: 1px solid light-dark(#e3e3df, #3a3f46); }
.mails a { display: flex; flex-wrap: wrap; gap: .25rem 1rem; text-decoration: none; }
.mails strong { flex: 1 1 20rem; overflow-wrap: anywhere; }
.mails span, .mails time { color: light-dark(#5c636b, #a9b0b8); font-size: .9rem; }
.mark { color: light-dark(#8a4b00, #f0b45e) !important; font-size: .85rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1.25rem; border-radius: 10px; background: light-dark(#fff, #22252a); border: 1px solid light-dark(#e3e3df, #3a3f46); font: inherit; }
`
