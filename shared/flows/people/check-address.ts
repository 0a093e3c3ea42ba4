import { emailSchema, gmailTwin, looksShared } from '../../domain/model/email.ts'
import type { Directory, Person } from '../../replica/directory.ts'
import { emailKeyOf } from '../../replica/ids.ts'

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
  const key = emailKeyOf(typed)
  const here = directory.users.filter((person) => person.state !== 'erased')
  const known = here.find((person) => person.emailKey === key)
  if (known) return { is: 'known', person: known }
  const former = here.find((person) => person.formerly?.some((email) => emailKeyOf(email) === key))
  if (former) return { is: 'former', person: former }
  const twin = here.find((person) => person.email && gmailTwin(person.email) === gmailTwin(typed))
  return { is: 'new', twin: twin ?? null, shared: looksShared(typed) }
}
