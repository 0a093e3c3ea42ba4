import { readLine } from './address.ts'
import { readInvitations, type InvitationLink } from './invitations.ts'
import { readPeople, type Person } from './people.ts'
import {
  BODY,
  LEGACY_THREAD_ID,
  MESSAGE,
  MESSAGE_ID,
  MESSAGE_ITEM,
  THREAD_HEADING,
  THREAD_ID,
} from './selectors.ts'
import { isInBody, isVisible } from './visible.ts'

export type Message = {
  id: string
  /** Only its snippet is on screen: its invitations and, often, its recipients are not known. */
  collapsed: boolean
}

/** The open conversation, as far as the page shows it. */
export type Conversation = {
  threadId: string
  legacyThreadId: string
  subject: string
  people: Person[]
  messages: Message[]
  invitations: InvitationLink[]
}

/** The conversation on screen in this main area (also when it is a preview beside the list), or undefined when there is none. */
export function readConversation(main: Element, serverOrigin: string): Conversation | undefined {
  const heading = [...main.querySelectorAll(THREAD_HEADING)].find(
    (found) => !isInBody(found) && isVisible(found),
  )
  const threadId = heading && readId(heading, THREAD_ID)
  if (!threadId) return undefined
  const items = messageItems(main)
  return {
    threadId,
    legacyThreadId: readId(heading, LEGACY_THREAD_ID) ?? '',
    subject: readLine(heading.textContent),
    people: readPeople(items),
    messages: readMessages(items),
    invitations: readInvitations(items, serverOrigin),
  }
}

/** An id attribute without the "#" that Gmail writes in some places; undefined when it is missing or not made of id characters. */
export function readId(element: Element, attribute: string): string | undefined {
  return /^#?([A-Za-z0-9:_-]{1,80})$/.exec(element.getAttribute(attribute) ?? '')?.[1]
}

/** Visible ones only: with several conversations kept in one main area, the hidden ones are of another conversation. */
function messageItems(main: Element): Element[] {
  return [...main.querySelectorAll(MESSAGE_ITEM)].filter((item) => !isInBody(item) && isVisible(item))
}

function readMessages(items: readonly Element[]): Message[] {
  return items.flatMap((item) => {
    const message = [item, ...item.querySelectorAll(MESSAGE)].find(
      (found) => found.matches(MESSAGE) && !isInBody(found),
    )
    const id = message && readId(message, MESSAGE_ID)
    const isOpen = [...item.querySelectorAll(BODY)].some((body) => !isInBody(body) && isVisible(body))
    return id ? [{ id, collapsed: !isOpen }] : []
  })
}
