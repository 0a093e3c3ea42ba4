import PostalMime, { type Address } from 'postal-mime'
import type { Mail, Person } from './mail.ts'

/** A mail as it came over SMTP, for `addMail`. Bcc is not in it: who gets it is the envelope's matter. */
export async function mailFromMime(raw: string | Uint8Array): Promise<Mail> {
  const parsed = await PostalMime.parse(raw)
  const from = people(parsed.from ? [parsed.from] : [])[0]
  if (!from) throw new Error('A mail without a sender')
  return {
    from,
    to: people(parsed.to),
    cc: people(parsed.cc),
    subject: parsed.subject ?? '',
    ...(parsed.html === undefined ? {} : { html: parsed.html }),
    text: parsed.text ?? '',
    date: parsed.date ? new Date(parsed.date) : new Date(),
  }
}

function people(addresses: Address[] | undefined): Person[] {
  return (addresses ?? [])
    .flatMap((address) => (address.group ? address.group : [address]))
    .flatMap(({ address, name }) => (address ? [{ email: address, name }] : []))
}
