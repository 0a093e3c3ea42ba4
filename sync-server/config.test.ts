import { describe, expect, it } from 'vitest'
import { type Config, readConfig } from './config.ts'

const problems = (environment: Record<string, string | undefined>): string[] => {
  const read = readConfig(environment)
  return 'problems' in read ? read.problems : []
}

describe('configuration', () => {
  it('starts with nothing set, on this machine alone', () => {
    const config = readConfig({}) as Config
    expect(config).toMatchObject({
      port: 4820,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:4820',
      smtpUrl: null,
      secure: false,
      origins: ['http://localhost:4820', 'chrome-extension://binbonddnooccindljcofabobmfapbif'],
    })
  })

  it('refuses a public address without a mail server, in a sentence', () => {
    for (const environment of [
      { PUBLIC_URL: 'https://handover.example.com' },
      { PUBLIC_URL: 'http://192.168.1.5:4820' },
      { HOST: '0.0.0.0' },
    ])
      expect(problems(environment)).toEqual([expect.stringMatching(/no mail server.*SMTP_URL/)])
    const SMTP_URL = 'smtp://mail.example.com'
    expect(problems({ PUBLIC_URL: 'https://handover.example.com', SMTP_URL })).toEqual([])
  })

  it('names the setting at fault', () => {
    expect(problems({ PORT: 'many' })).toEqual([expect.stringMatching(/^PORT /)])
    expect(problems({ PUBLIC_URL: 'handover' })).toEqual([expect.stringMatching(/^PUBLIC_URL must be/)])
    expect(problems({ RATE_LIMITS: 'none' })).toEqual([expect.stringMatching(/^RATE_LIMITS must be off/)])
    expect(problems({ SMTP_URL: 'http://x' })).toEqual([expect.stringMatching(/^SMTP_URL must be/)])
  })

  it('takes more origins, and https makes cookies secure', () => {
    const config = readConfig({
      PUBLIC_URL: 'https://handover.example.com/',
      SMTP_URL: 'smtps://u:p@mail.example.com',
      ORIGINS: 'https://a.example.com, https://b.example.com',
    }) as Config
    expect(config.publicUrl).toBe('https://handover.example.com')
    expect(config.secure).toBe(true)
    expect(config.origins).toEqual([
      'https://handover.example.com',
      'chrome-extension://binbonddnooccindljcofabobmfapbif',
      'https://a.example.com',
      'https://b.example.com',
    ])
  })
})
