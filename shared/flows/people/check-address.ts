import { emailKey, emailSchema, gmailTwin, looksShared } from '../../domain/model/email.ts'
import type { Directory, Person } from '../../replica/directory/directory.ts'

/** What an address being typed is here, and so what the next step is (INV-8, INV-9, INV-12). */
export type AddressCheck =
  | { is: 'empty' }
  | { is: 'invalid' }
  | { is: 'known'; person: Person }
  /** Somebody has changed from this address to another one. */
  | { is: 'former'; person: Person }
  | { is: 'new'; twin: Person | null; shared: boolean }

export function checkAddress(directory: Directory, typed: string): AddressCheck {
  if (!typed.trim()) return { is: 'empty' }
  if (!emailSchema.safeParse(typed).success) return { is: 'invalid' }
  const { known, former, twins } = indexOf(directory)
  const key = emailKey(typed)
  const person = known.get(key)
  if (person) return { is: 'known', person }
  const before = former.get(key)
  if (before) return { is: 'former', person: before }
  return { is: 'new', twin: twins.get(gmailTwin(typed)) ?? null, shared: looksShared(typed) }
}

interface AddressIndex {
  known: ReadonlyMap<string, Person>
  former: ReadonlyMap<string, Person>
  twins: ReadonlyMap<string, Person>
}
const indexes = new WeakMap<Directory, AddressIndex>()

/** Everybody's addresses, made once for all keystrokes and all pasted lines. */
function indexOf(directory: Directory): AddressIndex {
  const made = indexes.get(directory)
  if (made) return made
  const here = directory.users.filter((person) => person.state !== 'erased')
  const index: AddressIndex = {
    known: new Map(here.flatMap((person) => (person.emailKey ? [[person.emailKey, person]] : []))),
    former: new Map(
      here.flatMap((person) => (person.formerly ?? []).map((email) => [emailKey(email), person])),
    ),
    twins: new Map(here.flatMap((person) => (person.email ? [[gmailTwin(person.email), person]] : []))),
  }
  indexes.set(directory, index)
  return index
}
