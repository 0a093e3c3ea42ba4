import type { AccountUnknown } from '../gmail/account.ts'
import { hasAddress, type SignedAccount } from '../accounts.ts'
import type { Page } from './page-link.ts'

/** For whom the panel acts (MAIL-2): the account whose Gmail is beside it, and no other. */
export type Whose =
  | { is: 'loading' }
  | { is: 'account'; account: SignedAccount }
  /** Gmail shows an address that nobody has signed in with here; `others` have. */
  | { is: 'sign-in'; gmail: string; others: SignedAccount[] }
  /** It cannot be told, so somebody has to say it. */
  | { is: 'ask'; why: AccountUnknown | 'no-gmail'; accounts: SignedAccount[] }

/** `chosenId`: the account picked by hand, which counts only while Gmail does not say which one it is. */
export function whose(page: Page, accounts: readonly SignedAccount[], chosenId: string | null): Whose {
  if (page.status === 'connecting') return { is: 'loading' }
  const known = page.status === 'seen' ? page.state.account : null
  if (known?.known) {
    const account = accounts.find((one) => hasAddress(one, known.email))
    return account ? { is: 'account', account } : { is: 'sign-in', gmail: known.email, others: [...accounts] }
  }
  if (page.status === 'seen' && isLoading(page)) return { is: 'loading' }
  const chosen = accounts.find((one) => one.me.account.id === chosenId)
  // Beside another page there is no mailbox whose account could be mistaken.
  const only = known === null && accounts.length === 1 ? accounts[0] : undefined
  const account = chosen ?? only
  if (account) return { is: 'account', account }
  return { is: 'ask', why: known ? known.reason : 'no-gmail', accounts: [...accounts] }
}

const isLoading = (page: Page): boolean =>
  page.status === 'seen' &&
  page.state.view.kind === 'unreadable' &&
  page.state.view.why === 'loading' &&
  !page.state.account.known &&
  page.state.account.reason === 'not-found'
