import { describe, expect, it } from 'vitest'
import { GOOGLE } from '../../config.ts'
import { provenAddress } from './proven-address.ts'

const verified = { email_verified: true }

describe('the address of an ID token', () => {
  it.each([
    [{ email: 'anna@gmail.com', ...verified }, 'anna@gmail.com'],
    [{ email: 'Anna@GoogleMail.com', ...verified }, 'Anna@GoogleMail.com'],
    [{ email: 'anna@orbis.test', hd: 'orbis.test', ...verified }, 'anna@orbis.test'],
    // A second domain of the same Workspace: `hd` names its first.
    [{ email: 'anna@orbis-labs.test', hd: 'orbis.test', ...verified }, 'anna@orbis-labs.test'],
    // Another mail service's address, verified once when the Google account was made, and perhaps somebody else's by now.
    [{ email: 'anna@orbis.test', ...verified }, null],
    [{ email: 'anna@orbis.test', hd: '', ...verified }, null],
    [{ email: 'anna@orbis.test', hd: true, ...verified }, null],
    [{ email: 'anna@gmail.com.evil.test', ...verified }, null],
    [{ email: 'anna@notgmail.com', ...verified }, null],
    [{ email: 'anna@gmail.com' }, null],
    [{ email: 'anna@gmail.com', email_verified: 'true' }, null],
    [{ email: 'anna@orbis.test', hd: 'orbis.test', email_verified: false }, null],
    [{ ...verified }, null],
    [{ email: 'anna', hd: 'orbis.test', ...verified }, null],
  ])('[INV-2] of Google %o is %s', (claims, address) => {
    expect(provenAddress(claims, GOOGLE)).toBe(address)
  })

  it('[INV-2] of another provider counts when it says that it is verified', () => {
    const issuer = 'https://id.orbis.test'
    expect(provenAddress({ email: 'anna@orbis.test', ...verified }, issuer)).toBe('anna@orbis.test')
    expect(provenAddress({ email: 'anna@orbis.test', email_verified: false }, issuer)).toBeNull()
  })
})
