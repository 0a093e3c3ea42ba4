/**
 * Runs in the page's own world (content script with "world": "MAIN"), because only there Gmail's variable GLOBALS can be read. It sends out
 * one thing, the account's address, as an attribute of <html>; it receives nothing and knows no secret. It never posts messages.
 */
import { ACCOUNT_ATTRIBUTE } from './account.ts'
import { GLOBALS_ACCOUNT_INDEX } from './selectors.ts'
import { readAddress } from './address.ts'

function publish(): void {
  const globals = (window as { GLOBALS?: unknown }).GLOBALS
  const address = Array.isArray(globals) ? readAddress(globals[GLOBALS_ACCOUNT_INDEX]) : undefined
  if (address) document.documentElement.setAttribute(ACCOUNT_ATTRIBUTE, address)
}

// The variable appears while the page loads. The account of a page never changes: another one is another page (/mail/u/1/).
publish()
document.addEventListener('DOMContentLoaded', publish)
window.addEventListener('load', publish)
