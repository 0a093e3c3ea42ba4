import { type ListedAddress, readAddressList } from '../../domain/model/address-list.ts'
import type { Directory } from '../../replica/directory/directory.ts'
import { emailKey } from '../../domain/model/email.ts'
import { type AddressCheck, checkAddress } from './check-address.ts'

/** One pasted address: what it is here, and whether it stands in the list before already. */
export interface AddressEntry extends ListedAddress {
  check: AddressCheck
  isTwice: boolean
}

/** Every address of a pasted list, looked at as it is typed (INV-10). */
export function checkAddresses(directory: Directory, text: string): AddressEntry[] {
  const seen = new Set<string>()
  return readAddressList(text).map((listed) => {
    const check: AddressCheck = listed.isAddress ? checkAddress(directory, listed.email) : { is: 'invalid' }
    const key = listed.isAddress ? emailKey(listed.email) : listed.typed
    const isTwice = seen.has(key)
    seen.add(key)
    return { ...listed, check, isTwice }
  })
}

/** Somebody whom an invitation can go to; who had another address before is asked about, one by one. */
export const canBeInvited = (entry: AddressEntry, alone: boolean): boolean =>
  !entry.isTwice && (entry.check.is === 'new' || (entry.check.is === 'former' && alone))
