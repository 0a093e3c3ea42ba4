import type { Organization } from '../../domain/model/organization.ts'

/** "€12.00", from the currency's smallest unit. */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** What one more seat costs (INV-7). The organization is unknown to who may not see its settings. */
export function seatLine(organization: Organization | null, when: string): string {
  const price = organization ? `: ${money(organization.seatPrice, organization.currency)} a month` : ''
  return `${when} they take a seat${price}. A seat freed the same day is not charged.`
}
