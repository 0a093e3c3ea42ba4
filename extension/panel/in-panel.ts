import type { Replica } from '../../shared/replica/replica.ts'
import type { SignedAccount } from '../accounts.ts'

/** What every view of the panel works with, once an organization is open: whose account it is, and their copy. */
export interface InPanel {
  account: SignedAccount
  replica: Replica
}
