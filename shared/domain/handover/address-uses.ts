/** HAND-23: after so many days without a use nobody misses the old address. */
export const QUIET_DAYS = 30

/**
 * What Handover can see of somebody or something still using an address that a person had before:
 * code: a sign-in code was asked for · sign-in: somebody typed one in · invitation: one was mailed there · mail: another mail
 * of Handover went there · gmail: it was among the people of a conversation that somebody opened beside the panel.
 */
export const ADDRESS_USE_KINDS = ['code', 'sign-in', 'invitation', 'mail', 'gmail'] as const
export type AddressUseKind = (typeof ADDRESS_USE_KINDS)[number]

export interface AddressUse {
  kind: AddressUseKind
  count: number
  /** ISO. */
  lastAt: string
}

/** What is known of a former address. */
export interface UsedAddress {
  /** When it stopped being the person's address (ISO). */
  since: string
  uses: AddressUse[]
  /** In how many records it stands in an email field now: whoever opens one may write to it today. */
  records: number
}

/** Whole days since the last use, or since the change where there was none. None while it stands in records. */
export function quietDays({ since, uses, records }: UsedAddress, now: string): number {
  if (records > 0) return 0
  const last = uses.reduce((latest, { lastAt }) => (lastAt > latest ? lastAt : latest), since)
  return Math.max(0, Math.floor((Date.parse(now) - Date.parse(last)) / 86_400_000))
}

export const isSafeToDelete = (address: UsedAddress, now: string): boolean =>
  quietDays(address, now) >= QUIET_DAYS
