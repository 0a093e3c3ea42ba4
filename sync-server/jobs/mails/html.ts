import { escapeHtml } from './escape-html.ts'
import type { MailSection, MailWords } from './mail.ts'
import { oneLine } from './one-line.ts'

/**
 * Light colours stand on each element, because some of Gmail's apps throw the style sheet away and invert colours by
 * themselves; dark ones in the sheet, for those that keep it. The app's own (shared/ui/tokens.css).
 */
const LIGHT = {
  page: 'background-color:#f5f8f8;color:#1a2425',
  sheet: 'background-color:#ffffff;border:1px solid #dbe4e4',
  quiet: 'color:#536163',
  brand: 'color:#0b6670',
  code: 'background-color:#edf3f3;color:#1a2425',
  button: 'background-color:#0b6670;color:#ffffff',
}

const DARK = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background-color: #0f1415 !important; color: #e4ebeb !important; }
    .sheet { background-color: #161d1e !important; border-color: #2a3536 !important; color: #e4ebeb !important; }
    .quiet { color: #a5b3b4 !important; }
    .brand { color: #64c6d0 !important; }
    .code { background-color: #222c2d !important; color: #e4ebeb !important; }
    .button { background-color: #64c6d0 !important; color: #04272b !important; }
  }
  @media (max-width: 480px) { .inside { padding: 24px 20px !important; } }`

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
const MONO = 'font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace'

/** Simple HTML that reads well in Gmail, light and dark; tables, because Outlook knows nothing else. No image, no tracking. */
export function htmlOf(words: MailWords): string {
  const { subject, code, paragraphs, list = [], sections = [], button, footer } = words
  const parts = [
    code === undefined ? '' : codeBox(code),
    ...paragraphs.map(paragraph),
    listOf(list),
    ...sections.map(sectionOf),
    button ? buttonOf(button) : '',
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(oneLine(subject))}</title>
<style>${DARK}
</style>
</head>
<body class="page" style="margin:0;padding:0;${LIGHT.page}">
<table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="${LIGHT.page};${FONT};font-size:16px;line-height:1.5">
<tr><td align="center" style="padding:24px 12px">
<table class="sheet" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;border-radius:16px;text-align:left;${LIGHT.sheet}">
<tr><td class="inside" style="padding:32px 36px">
<p class="brand" style="margin:0 0 20px;font-weight:700;${LIGHT.brand}">Handover</p>
${parts.filter((part) => part !== '').join('\n')}
<p class="quiet" style="margin:28px 0 0;font-size:13px;${LIGHT.quiet}">${escapeHtml(oneLine(footer))}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escapeHtml(oneLine(text))}</p>`

const listOf = (lines: string[]): string =>
  lines.length > 0
    ? `<ul style="margin:0 0 16px;padding-left:20px">${lines.map((line) => `<li>${escapeHtml(oneLine(line))}</li>`).join('')}</ul>`
    : ''

const sectionOf = ({ heading, list }: MailSection): string =>
  `<p style="margin:0 0 4px;font-weight:600">${escapeHtml(oneLine(heading))}</p>\n${listOf(list)}`

/** In two groups of four, which are easier to keep in mind; the gap is no character, so that what is copied is the code. */
const codeBox = (code: string): string =>
  `<p class="code" style="margin:0 0 20px;padding:14px 18px;border-radius:10px;font-size:28px;line-height:1.3;font-weight:600;letter-spacing:3px;${MONO};${LIGHT.code}">${escapeHtml(code.slice(0, 4))}<span style="padding-left:12px">${escapeHtml(code.slice(4))}</span></p>`

/** The address stands under it in full, for who does not trust a button or reads without HTML's colours. */
const buttonOf = ({ label, url }: NonNullable<MailWords['button']>): string =>
  `<p style="margin:24px 0 12px"><a class="button" href="${escapeHtml(url)}" style="display:inline-block;padding:11px 22px;border-radius:22px;text-decoration:none;font-weight:600;${LIGHT.button}">${escapeHtml(oneLine(label))}</a></p>
<p class="quiet" style="margin:0 0 16px;font-size:13px;word-break:break-all;${LIGHT.quiet}">${escapeHtml(url)}</p>`
