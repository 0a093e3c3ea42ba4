/** How many digits follow the point in a currency: 2 for euros, 0 for yen. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** 1234 → "12.34": a whole number of the currency's smallest unit as a decimal, digit by digit. */
export function decimal(amount: number, currency: string): string {
  const digits = digitsOf(currency)
  const text = Math.abs(amount)
    .toString()
    .padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return `${amount < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`
}

/** "€12.00", from the currency's smallest unit. */
export const money = (amount: number, currency: string): string =>
  // Intl takes decimals as text, exactly; its types say numbers only.
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(
    decimal(amount, currency) as unknown as number,
  )

/** What was typed, in the currency's smallest unit; null when it is no amount, or finer than the currency. */
export function parseAmount(typed: string, currency: string): number | null {
  const found = /^(\d{1,8})(?:[.,](\d+))?$/.exec(typed.trim())
  const digits = digitsOf(currency)
  const [, whole = '', part = ''] = found ?? []
  if (!found || part.length > digits) return null
  return Number(`${whole}${part.padEnd(digits, '0')}`)
}
