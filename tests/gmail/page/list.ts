import type { MailboxView, StoredMessage, StoredThread } from '../mail.ts'
import { h, icon } from './dom.ts'
import { shortDate, type Words } from './words.ts'

/** The rows of the inbox. The first class is "unread" or "read" in Gmail's spelling. */
export function listView(view: MailboxView, words: Words, openHash: string): HTMLElement {
  if (view.threads.length === 0) return h('div.nothing', {}, words.noMail)
  const rows = view.threads.map((thread) => row(thread, view, words, thread.hash === openHash))
  return h('table.F.cf.zt', { role: 'grid' }, h('tbody', {}, ...rows))
}

function row(thread: StoredThread, view: MailboxView, words: Words, isOpen: boolean): HTMLElement {
  const last = thread.messages.at(-1)!
  const kind = thread.isUnread ? 'zE' : 'yO'
  const open = () => {
    location.hash = `#inbox/${thread.hash}`
  }
  const ids = { 'data-thread-id': `#${thread.id}`, 'data-legacy-thread-id': thread.legacyId }
  const onKey = (event: Event) => {
    if ((event as KeyboardEvent).key === 'Enter') open()
  }
  const line = h(
    `tr.zA.${kind}${isOpen ? '.isOpen' : ''}`,
    { role: 'row', tabindex: '0', click: open, keydown: onKey },
    h('td.star', {}, icon('star')),
    h('td.yX.xY', { role: 'gridcell' }, h('div.yW', {}, ...senders(thread, view, words))),
    h(
      'td.xY.a4W',
      { role: 'gridcell' },
      h(
        'div.y6',
        {},
        h('span.bog', {}, h('span', ids, thread.subject)),
        h('span.y2', {}, ` – ${snippet(last)}`),
      ),
    ),
    h(
      'td.xW.xY',
      { role: 'gridcell' },
      h('span', { title: new Date(last.date).toString() }, shortDate(last.date, words)),
    ),
  )
  line.classList.toggle('isStarred', thread.isStarred)
  return line
}

function senders(thread: StoredThread, view: MailboxView, words: Words): (Node | string)[] {
  const people = new Map(thread.messages.map(({ from }) => [from.email, from]))
  const kind = thread.isUnread ? 'zF' : 'yP'
  const spans = [...people.values()].flatMap((person, index) => {
    const name = person.email === view.account.email ? words.me : person.name || person.email
    // Several people share the place of one: first names, as Gmail does.
    const shown = people.size > 1 ? name.split(' ')[0]! : name
    const span = h(`span.${kind}`, { email: person.email, name, 'data-hovercard-id': person.email }, shown)
    return index > 0 ? [', ', span] : [span]
  })
  return thread.messages.length > 1 ? [...spans, h('span.count', {}, String(thread.messages.length))] : spans
}

/** The first words of a message, without its formatting. */
export function snippet(message: StoredMessage): string {
  const text =
    message.text ||
    (message.html ?? '').replace(/<(style|title|script)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ')
  return text
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 140)
}
