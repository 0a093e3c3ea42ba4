import { lastAddressIn, readAddress } from './address.ts'
import { ACCOUNT_LINK, DELEGATED_PATH } from './selectors.ts'
import { isInBody } from './visible.ts'

/**
 * Which Google account a tab shows (MAIL-2). The number in /mail/u/N/ says nothing: it is an index that changes when accounts sign in and out.
 *
 * Three sources, strongest first: the page's GLOBALS[10] (brought here by account-main.ts), the account button's label, the tab's title.
 * The first two must agree when both are there. All of it is untrusted: it decides what the panel shows and which session it may use, never a right.
 */
export type Account = { known: true; email: string } | { known: false; reason: AccountUnknown }

export type AccountUnknown =
  /** None of the sources has an address (yet). */
  | 'not-found'
  /** The sources name different accounts: nothing may be done for either. */
  | 'contradictory'
  /** Somebody else's mailbox, opened by delegation: the address shown is not the person who acts. */
  | 'delegated-mailbox'

/** Attribute of <html> through which account-main.ts, in the page's world, hands the address to us. Anything there may write it. */
export const ACCOUNT_ATTRIBUTE = 'data-handover-account'

export function readAccount(document: Document): Account {
  if (DELEGATED_PATH.test(document.location.pathname)) return { known: false, reason: 'delegated-mailbox' }
  const fromPage = readAddress(document.documentElement.getAttribute(ACCOUNT_ATTRIBUTE))
  const fromButton = accountButton(document)
  if (fromPage && fromButton && fromPage !== fromButton) return { known: false, reason: 'contradictory' }
  const email = fromPage ?? fromButton ?? accountInTitle(document.title)
  return email ? { known: true, email } : { known: false, reason: 'not-found' }
}

function accountButton(document: Document): string | undefined {
  for (const link of document.querySelectorAll(ACCOUNT_LINK)) {
    if (isInBody(link)) continue
    // "Google Account: Anna Berg (anna@…)", or "Google-Konto: …": the words are localized, the address is last.
    const address = lastAddressIn(link.getAttribute('aria-label'))
    if (address) return address
  }
  return undefined
}

/** "Inbox (2) - anna@northwind.example - Gmail". A subject comes first and may hold any address, so only the one before the product's name counts. */
function accountInTitle(title: string): string | undefined {
  const parts = title.split(' - ')
  return parts.length >= 3 ? readAddress(parts.at(-2)) : undefined
}
