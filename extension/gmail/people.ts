import { readAddress, readLine } from './address.ts'
import { PERSON, RECIPIENTS, SENDER } from './selectors.ts'
import { isInBody } from './visible.ts'

/** Somebody named in the headers of a conversation. `name` may be empty, and may be "me" in the page's language for the account itself. */
export type Person = { email: string; name: string; role: Role }
/** `cc` is a guess from the word before the address; without it Gmail's page doesn't tell the two kinds of recipients apart. */
export type Role = 'from' | 'to' | 'cc'

const STRONGER: Record<Role, number> = { from: 2, to: 1, cc: 0 }
/** A mailing to thousands must not slow the tab; nobody invites that many from one mail. */
const MOST_PEOPLE = 200

/**
 * The people in the headers of these messages, each address once, with its strongest role, in order of appearance. Nothing inside the body
 * of a message counts (MAIL-6): the sender could put any address there.
 */
export function readPeople(messages: readonly Element[]): Person[] {
  const people = new Map<string, Person>()
  for (const message of messages) {
    for (const sender of message.querySelectorAll(SENDER)) add(people, sender, 'from')
    for (const line of message.querySelectorAll(RECIPIENTS)) {
      for (const span of line.querySelectorAll(PERSON)) add(people, span, isAfterCc(span, line) ? 'cc' : 'to')
    }
    if (people.size >= MOST_PEOPLE) break
  }
  return [...people.values()].slice(0, MOST_PEOPLE)
}

function add(people: Map<string, Person>, span: Element, role: Role): void {
  if (isInBody(span)) return
  const email = readAddress(span.getAttribute('email'))
  if (!email) return
  const name = readName(span, email)
  const before = people.get(email)
  if (!before) people.set(email, { email, name, role })
  else {
    if (STRONGER[role] > STRONGER[before.role]) before.role = role
    if (!before.name) before.name = name
  }
}

function readName(span: Element, email: string): string {
  const name = readLine(span.getAttribute('name'))
  // Gmail repeats the address, or its first half, when the sender gave no name.
  return name.toLowerCase() === email || name.toLowerCase() === email.split('@')[0] ? '' : name
}

/** Whether the nearest label before this person, in the same line, is "cc" or "bcc" (spelled so in most of Gmail's languages). */
function isAfterCc(span: Element, line: Element): boolean {
  const before = line.ownerDocument.createRange()
  before.setStart(line, 0)
  before.setEndBefore(span)
  return /(^|[^\p{L}@.])b?cc:/iu.test(before.toString())
}
