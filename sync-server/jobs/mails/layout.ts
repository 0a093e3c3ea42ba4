import { escapeHtml } from './escape-html.ts'
import type { MailSection, MailWords } from './mail.ts'

export interface WrittenMail {
  subject: string
  text: string
  html: string
}

/** Names come from people: no line break may start a header, none may pretend to be a line of ours. */
const oneLine = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim()

/** Lays a mail out, as text and as simple HTML that reads well in light and dark. */
export function layOut(words: MailWords): WrittenMail {
  const subject = oneLine(words.subject)
  return { subject, text: textOf(words), html: htmlOf(words, subject) }
}

function textOf({ code, paragraphs, list = [], sections = [], button, footer }: MailWords): string {
  const listed = (lines: string[]) => lines.map((line) => `- ${oneLine(line)}`).join('\n')
  const parts = [
    ...(code ? [code] : []),
    ...paragraphs.map(oneLine),
    ...(list.length > 0 ? [listed(list)] : []),
    ...sections.flatMap((section) => [oneLine(section.heading), listed(section.list)]),
    ...(button ? [`${button.label}:\n${button.url}`] : []),
    `-- \n${oneLine(footer)}`,
  ]
  return `${parts.join('\n\n')}\n`
}

const STYLE = `
  :root { color-scheme: light dark; }
  body { margin: 0; background: #f6f6f4; color: #1f2328; }
  .sheet { background: #ffffff; border: 1px solid #e3e3df; }
  .quiet { color: #5c636b; }
  .code { background: #f0f0ec; color: #1f2328; }
  .button { background: #1a5fb4; color: #ffffff; }
  @media (prefers-color-scheme: dark) {
    body { background: #17191c !important; color: #e8e8e6 !important; }
    .sheet { background: #22252a !important; border-color: #3a3f46 !important; }
    .quiet { color: #a9b0b8 !important; }
    .code { background: #2f343b !important; color: #f2f2f0 !important; }
    .button { background: #7db4f5 !important; color: #10202f !important; }
  }`

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escapeHtml(oneLine(text))}</p>`

const listOf = (lines: string[]): string =>
  lines.length > 0
    ? `<ul style="margin:0 0 16px;padding-left:20px">${lines.map((line) => `<li>${escapeHtml(oneLine(line))}</li>`).join('')}</ul>`
    : ''

function htmlOf(
  { code, paragraphs, list = [], sections = [], button, footer }: MailWords,
  subject: string,
): string {
  const parts = [
    code
      ? `<p class="code" style="margin:0 0 20px;padding:14px 18px;border-radius:8px;font-size:28px;font-weight:600;letter-spacing:4px;font-family:ui-monospace,Menlo,Consolas,monospace">${escapeHtml(code)}</p>`
      : '',
    ...paragraphs.map(paragraph),
    listOf(list),
    ...sections.map(({ heading, list: lines }: MailSection) => `${paragraph(heading)}\n${listOf(lines)}`),
    button
      ? `<p style="margin:24px 0"><a class="button" href="${escapeHtml(button.url)}" style="display:inline-block;padding:11px 20px;border-radius:8px;text-decoration:none;font-weight:600">${escapeHtml(button.label)}</a></p>`
      : '',
    button
      ? `<p class="quiet" style="margin:0 0 16px;font-size:13px;word-break:break-all">${escapeHtml(button.url)}</p>`
      : '',
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${STYLE}</style>
</head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<div class="sheet" style="max-width:560px;margin:0 auto;padding:28px 32px;border-radius:12px">
<p style="margin:0 0 20px;font-weight:700">Handover</p>
${parts.filter((part) => part !== '').join('\n')}
<p class="quiet" style="margin:24px 0 0;font-size:13px">${escapeHtml(oneLine(footer))}</p>
</div>
</body>
</html>
`
}
