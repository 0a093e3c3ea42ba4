/**
 * The page of one account: draws the frame once, then the main areas as the address's hash says. Like Gmail it keeps main areas that are not on
 * screen, hidden, so that several [role=main] exist; and it redraws what changed when mail arrives.
 */
import type { MailboxView } from '../mail.ts'
import { conversationView } from './conversation.ts'
import { face, h, icon } from './dom.ts'
import { listView } from './list.ts'
import { wordsOf, type Words } from './words.ts'

/** How many conversations are kept, hidden, for going back. */
const KEPT = 3

start().catch((error: unknown) => console.error(error))

async function start(): Promise<void> {
  const base = /^\/mail\/u\/\d+\//.exec(location.pathname)![0]
  const load = async () => (await (await fetch(`${base}threads`)).json()) as MailboxView
  let view = await load()
  const words = wordsOf(view.language)
  const areas = frame(view, words, base)
  /** What each kept conversation was drawn from: its hash and its number of messages. */
  const drawn = new Map<string, { area: HTMLElement; count: number }>()

  function draw(): void {
    if (!location.hash) history.replaceState(null, '', '#inbox')
    const hash = /^#inbox\/([A-Za-z0-9]+)/.exec(location.hash)?.[1] ?? ''
    const thread = view.threads.find((other) => other.hash === hash || other.legacyId === hash)
    areas.list.replaceChildren(areas.listTools, listView(view, words, thread?.hash ?? ''))
    for (const { area } of drawn.values()) area.style.display = 'none'
    if (thread) {
      openConversation(thread.hash)
      if (thread.isUnread) void fetch(`${base}read/${encodeURIComponent(thread.id)}`, { method: 'POST' })
    }
    if (view.pane === 'right') areas.nothingOpen.style.display = thread ? 'none' : ''
    else areas.list.style.display = thread ? 'none' : ''
    const unread = view.threads.filter((other) => other.isUnread).length
    areas.count.textContent = unread ? String(unread) : ''
    const shown = thread?.subject ?? (unread ? `${words.inbox} (${unread})` : words.inbox)
    document.title = `${shown} - ${view.account.email} - Mail`
  }

  function openConversation(hash: string): void {
    const thread = view.threads.find((other) => other.hash === hash)!
    const known = drawn.get(hash)
    if (known?.count === thread.messages.length) {
      known.area.style.display = ''
      return
    }
    known?.area.remove()
    const content = [tools(words, 'conversation'), conversationView(thread, view, words)]
    // With a preview pane list and conversation share one main area; otherwise each conversation has its own.
    const area =
      view.pane === 'right' ? h('div.preview', {}, ...content) : h('div.area', { role: 'main' }, ...content)
    areas.views.append(area)
    drawn.delete(hash)
    drawn.set(hash, { area, count: thread.messages.length })
    const [oldest] = drawn
    if (oldest && drawn.size > KEPT) {
      oldest[1].area.remove()
      drawn.delete(oldest[0])
    }
  }

  async function refresh(): Promise<void> {
    view = await load()
    draw()
  }

  window.addEventListener('hashchange', draw)
  // The first event says only that the line is open; after a break it also fetches what was missed.
  new EventSource(`${base}events`).addEventListener('message', () => void refresh())
  draw()
}

/** Header, folders and the place for main areas. */
function frame(view: MailboxView, words: Words, base: string) {
  const count = h('span.count')
  const icons = ['inbox', 'star', 'sent', 'draft', 'all'] as const
  const folders = words.folders.map((name, index) => {
    const link = h(
      `a.folder${index === 0 ? '.isCurrent' : ''}`,
      { href: '#inbox' },
      icon(icons[index]!),
      h('span.text', {}, name),
    )
    if (index === 0) link.append(count)
    return link
  })
  const signOut = h(
    'a.account',
    {
      href: `https://accounts.google.com/SignOutOptions?hl=${view.language}&continue=https://mail.google.com${base}`,
      'aria-label': words.account(view.account.name, view.account.email),
      role: 'button',
    },
    face(view.account, 'small'),
  )
  const listTools = tools(words, 'list')
  const list = h(view.pane === 'right' ? 'div.beside' : 'div.area')
  const views = h('div.views')
  const nothingOpen = h('div.preview.nothing', {}, words.nothingOpen)
  if (view.pane === 'right') {
    views.setAttribute('role', 'main')
    views.classList.add('split')
    views.append(list, nothingOpen)
  } else {
    list.setAttribute('role', 'main')
    views.append(list)
  }
  document
    .getElementById('app')!
    .replaceChildren(
      h(
        'header',
        { role: 'banner' },
        h('button.round', { type: 'button', 'aria-label': words.menu }, icon('menu')),
        h('span.brand', {}, 'Mail'),
        h(
          'label.search',
          {},
          icon('search'),
          h('input', { type: 'search', placeholder: words.search, 'aria-label': words.search }),
        ),
        h('span.space'),
        signOut,
      ),
      h(
        'div.below',
        {},
        h(
          'nav',
          { 'aria-label': words.folders.join(', ') },
          h('button.compose', { type: 'button' }, icon('pen'), h('span.text', {}, words.compose)),
          ...folders,
        ),
        views,
      ),
    )
  return { list, listTools, views, nothingOpen, count }
}

function tools(words: Words, kind: 'list' | 'conversation'): HTMLElement {
  const tool = (name: 'archive' | 'bin', label: string) =>
    h('button.round', { type: 'button', 'aria-label': label, title: label }, icon(name))
  if (kind === 'list') return h('div.tools', { role: 'toolbar' }, h('span.tab', {}, words.inbox))
  return h(
    'div.tools',
    { role: 'toolbar' },
    h('a.round', { href: '#inbox', 'aria-label': words.back, title: words.back }, icon('back')),
    tool('archive', words.archive),
    tool('bin', words.bin),
  )
}
