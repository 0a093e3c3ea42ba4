import { BODY } from './selectors.ts'
import { isInBody, isVisible } from './visible.ts'

/** An invitation that a message links to. What it invites to is asked from the server; the mail's words don't count (MAIL-4). */
export type InvitationLink = { id: string }

const PATH = /^\/invitation\/([A-Za-z0-9_-]{8,64})$/
const MOST_INVITATIONS = 20
const MOST_LINKS = 2000

/**
 * The ids of invitations in the visible bodies of a conversation: links whose origin is exactly `serverOrigin` ("https://handover.example",
 * no path). The fragment of such a link carries its secret token, which this code must never pass on (MAIL-4).
 */
export function readInvitations(messages: readonly Element[], serverOrigin: string): InvitationLink[] {
  const ids = new Set<string>()
  for (const link of bodyLinks(messages)) {
    const id = invitationId(link.getAttribute('href'), serverOrigin)
    if (id) ids.add(id)
    if (ids.size >= MOST_INVITATIONS) break
  }
  return [...ids].map((id) => ({ id }))
}

function bodyLinks(messages: readonly Element[]): Element[] {
  return messages
    .flatMap((message) => [...message.querySelectorAll(BODY)])
    .filter((body) => !isInBody(body) && isVisible(body))
    .flatMap((body) => [...body.querySelectorAll('a[href]')])
    .slice(0, MOST_LINKS)
}

/** The id in one link, or undefined for a link to anything else. Exported for its tests: this is where a forged mail must fail. */
export function invitationId(href: string | null, serverOrigin: string): string | undefined {
  // No base: a relative link in a mail leads to Gmail, not to us.
  if (!href || href.length > 2000 || !URL.canParse(href)) return undefined
  const url = new URL(href)
  // Opaque origins (data:, blob: of nowhere) are all spelled "null".
  if (url.origin !== serverOrigin || url.origin === 'null' || url.username || url.password) return undefined
  return PATH.exec(url.pathname)?.[1]
}
