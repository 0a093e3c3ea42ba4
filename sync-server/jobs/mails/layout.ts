import { htmlOf } from './html.ts'
import type { MailWords } from './mail.ts'
import { oneLine } from './one-line.ts'

export interface WrittenMail {
  subject: string
  text: string
  html: string
  /** A person who answers; absent where nobody does. */
  replyTo?: { name: string; address: string }
}

/** Lays a mail out, as text and as HTML that say the same. */
export function layOut(words: MailWords): WrittenMail {
  const { replyTo } = words
  return {
    subject: oneLine(words.subject),
    text: textOf(words),
    html: htmlOf(words),
    ...(replyTo && { replyTo: { ...replyTo, name: oneLine(replyTo.name) } }),
  }
}

function textOf({ code, paragraphs, list = [], sections = [], button, footer }: MailWords): string {
  const listed = (lines: string[]) => lines.map((line) => `- ${oneLine(line)}`).join('\n')
  const parts = [
    ...(code ? [code] : []),
    ...paragraphs.map(oneLine),
    ...(list.length > 0 ? [listed(list)] : []),
    ...sections.flatMap((section) => [oneLine(section.heading), listed(section.list)]),
    ...(button ? [`${oneLine(button.label)}:\n${button.url}`] : []),
    `-- \n${oneLine(footer)}`,
  ]
  return `${parts.join('\n\n')}\n`
}
