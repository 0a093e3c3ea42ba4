import { emailKey } from '../../../shared/domain/model/email.ts'
import { GOOGLE } from '../../config.ts'

/**
 * The address, where the provider answers for it today. Google verifies an address of another mail service once, when the
 * account is made, and never again; it is authoritative for gmail.com and for the domains of its customers, which `hd` says.
 */
export function provenAddress(claims: Record<string, unknown>, issuer: string): string | null {
  const { email, email_verified: isVerified, hd } = claims
  if (typeof email !== 'string' || isVerified !== true || !email.includes('@')) return null
  const isGmail = /@(gmail|googlemail)\.com$/.test(emailKey(email))
  const isAnswered = issuer !== GOOGLE || isGmail || (typeof hd === 'string' && hd !== '')
  return isAnswered ? email.trim() : null
}
