import type { MailboxView, Person, StoredMessage, StoredThread } from '../mail.ts'
import { bodyOf } from './body.ts'
import { face, h, icon } from './dom.ts'
import { snippet } from './list.ts'
import { longDate, shortDate, type Words } from './words.ts'

/**
 * An open conversation: heading, then one list item per message. The last message is open, earlier ones are collapsed to their snippet and
 * open on a click, as in Gmail. A collapsed message has no body and no recipients in the page until it was opened once.
 */
export function conversationView(thread: StoredThread, view: MailboxView, words: Words): HTMLElement {
  const last = thread.messages.length - 1
  const items = thread.messages.map((message, index) => item(message, view.account, words, index === last))
  const ids = { 'data-thread-perm-id': thread.id, 'data-legacy-thread-id': thread.legacyId, tabindex: '-1' }
  return h(
    'div.AO',
    {},
    h('div.ha', {}, h('h2.hP', ids, thread.subject), h('span.label', {}, words.inbox)),
    h('div.nH', { role: 'list' }, ...items),
    h(
      'div.answers',
      {},
      h('button', { type: 'button' }, icon('reply'), words.reply),
      h('button.mirrored', { type: 'button' }, icon('reply'), words.forward),
    ),
  )
}

function item(message: StoredMessage, account: Person, words: Words, startsOpen: boolean): HTMLElement {
  const holder = h('div', { role: 'listitem' })
  const show = (isOpen: boolean) => {
    holder.className = isOpen ? 'h7' : 'kv'
    const toggle = () => show(!isOpen)
    holder.replaceChildren(
      isOpen ? opened(message, account, words, toggle) : collapsed(message, account, words, toggle),
    )
  }
  show(startsOpen)
  return holder
}

function idsOf(message: StoredMessage) {
  return { 'data-message-id': `#${message.id}`, 'data-legacy-message-id': message.legacyId }
}

function nameOf(person: Person, account: Person, words: Words): string {
  return person.email === account.email ? words.me : person.name || person.email
}

function dateOf(message: StoredMessage, words: Words): HTMLElement {
  return h('span.g3', { title: longDate(message.date, words) }, shortDate(message.date, words))
}

function collapsed(message: StoredMessage, account: Person, words: Words, open: () => void): HTMLElement {
  const { from } = message
  const name = nameOf(from, account, words)
  const sender = h('span.yP', { email: from.email, name, 'data-hovercard-id': from.email }, name)
  return h(
    'div.adf.ads',
    { ...idsOf(message), ...button(open) },
    face(from, 'large'),
    h(
      'table.cf.gJ',
      {},
      h(
        'tbody',
        {},
        h('tr.acZ', {}, h('td.gF.gK', {}, h('h3.iw', {}, sender)), h('td.gH', {}, dateOf(message, words))),
      ),
    ),
    h('div.iA.g6', {}, snippet(message)),
  )
}

function opened(message: StoredMessage, account: Person, words: Words, close: () => void): HTMLElement {
  const { from } = message
  const name = from.name || from.email
  const sender = h(
    'span.gD',
    { email: from.email, name, 'data-hovercard-id': from.email },
    h('span', {}, name),
  )
  return h(
    'div.adn.ads',
    idsOf(message),
    face(from, 'large'),
    h(
      'div.gs',
      {},
      h(
        'div.gE.iv.gt',
        button(close),
        h(
          'table.cf.gJ',
          {},
          h(
            'tbody',
            {},
            h(
              'tr.acZ',
              {},
              h(
                'td.gF.gK',
                {},
                h('h3.iw', {}, h('span.qu', {}, sender, ' ', h('span.go', {}, `<${from.email}>`))),
              ),
              h('td.gH', {}, dateOf(message, words)),
            ),
            h(
              'tr.acZ.xD',
              {},
              h('td', { colspan: '2' }, h('div.iw.ajw', {}, recipients(message, account, words))),
            ),
          ),
        ),
      ),
      h('div.ii.gt', {}, h('div.a3s.aiL', {}, ...bodyOf(message))),
    ),
  )
}

function recipients(message: StoredMessage, account: Person, words: Words): HTMLElement {
  const spans = (people: Person[]) =>
    people.flatMap((person, index) => {
      const name = nameOf(person, account, words)
      const span = h(
        'span.g2',
        { email: person.email, name, 'data-hovercard-id': person.email, dir: 'ltr' },
        name,
      )
      return index > 0 ? [', ', span] : [span]
    })
  const cc = message.cc.length > 0 ? [', cc: ', ...spans(message.cc)] : []
  return h('span.hb', {}, `${words.to} `, ...spans(message.to), ...cc)
}

/** A header that opens and closes its message, by mouse and by keyboard. */
function button(action: () => void) {
  const keydown = (event: Event) => {
    if ((event as KeyboardEvent).key === 'Enter') action()
  }
  return { role: 'button', tabindex: '0', click: action, keydown }
}
