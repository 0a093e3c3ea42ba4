import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invitationId } from './invitations.ts'

const SERVER = 'https://handover.example'

describe('[MAIL-4] an invitation in a link', () => {
  it('is its id alone: never the token in the fragment, never the query', () => {
    expect(invitationId(`${SERVER}/invitation/Ab3_dEf-6hIj#t=secret`, SERVER)).toBe('Ab3_dEf-6hIj')
    expect(invitationId(`${SERVER}/invitation/Ab3_dEf-6hIj?from=mail`, SERVER)).toBe('Ab3_dEf-6hIj')
    expect(invitationId(`HTTPS://HANDOVER.example:443/invitation/Ab3_dEf-6hIj`, SERVER)).toBe('Ab3_dEf-6hIj')
    expect(invitationId('http://localhost:4820/invitation/Ab3_dEf-6hIj', 'http://localhost:4820')).toBe(
      'Ab3_dEf-6hIj',
    )
  })

  it('counts only when its origin is exactly ours', () => {
    const foreign = [
      'http://handover.example/invitation/Ab3dEf6hIj',
      'https://handover.example:8443/invitation/Ab3dEf6hIj',
      'https://handover.example.evil.example/invitation/Ab3dEf6hIj',
      'https://www.handover.example/invitation/Ab3dEf6hIj',
      'https://handover.example@evil.example/invitation/Ab3dEf6hIj',
      'https://user:word@handover.example/invitation/Ab3dEf6hIj',
      'https://h\u0430ndover.example/invitation/Ab3dEf6hIj',
      'https://handover.example\\@evil.example/invitation/Ab3dEf6hIj/',
      'https://evil.example/https://handover.example/invitation/Ab3dEf6hIj',
      'https://www.google.com/url?q=https://handover.example/invitation/Ab3dEf6hIj',
      '/invitation/Ab3dEf6hIj',
      '//handover.example/invitation/Ab3dEf6hIj',
      'javascript:location="https://handover.example/invitation/Ab3dEf6hIj"',
      'data:text/html,https://handover.example/invitation/Ab3dEf6hIj',
    ]
    expect(foreign.filter((href) => invitationId(href, SERVER) !== undefined)).toEqual([])
  })

  it('counts only at its own path, with an id of 8 to 64 plain characters', () => {
    const wrong = [
      '/invitation/short',
      `/invitation/${'a'.repeat(65)}`,
      '/invitation/Ab3dEf6hIj/',
      '/invitation/Ab3dEf6hIj/accept',
      '/Invitation/Ab3dEf6hIj',
      '/app/invitation/Ab3dEf6hIj',
      '/invitation/../Ab3dEf6hIj',
      '/invitation/Ab3dEf%2e6hIj',
      '/invitation/Ab3dEf6h\u0406j',
      '/invitation//Ab3dEf6hIj',
      '/invitation/',
    ]
    expect(wrong.filter((path) => invitationId(SERVER + path, SERVER) !== undefined)).toEqual([])
    expect(invitationId(null, SERVER)).toBeUndefined()
    expect(invitationId('data:,x', 'null')).toBeUndefined()
  })

  it('never gives out anything but an id, for any link', () => {
    const part = fc.oneof(
      fc.constantFrom('https://', 'handover.example', '/invitation/', '#t=', '@', '\\', ':', 'Ab3dEf6hIj'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        expect(invitationId(parts.join(''), SERVER) ?? 'Ab3dEf6hIj').toMatch(/^[A-Za-z0-9_-]{8,64}$/)
      }),
    )
  })
})
