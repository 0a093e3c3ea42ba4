import { describe, expect, it } from 'vitest'
import { createStored } from '../stored.ts'
import { secondsToResend } from '../../shared/flows/sign-in/asked-code.ts'
import { rememberedCode } from './asked-code.ts'

const asked = { codeId: 'code_1', email: 'anna@a.test', at: 1_000_000 }

describe('a code that was asked for', () => {
  it('is remembered as long as it is good', () => {
    const values = new Map<string, string>()
    const stored = createStored(
      () =>
        ({
          getItem: (key: string) => values.get(key) ?? null,
          setItem: (key: string, value: string) => values.set(key, value),
        }) as unknown as Storage,
    )
    expect(rememberedCode(stored, asked.at)).toBeNull()
    stored.write('code', asked)
    expect(rememberedCode(stored, asked.at + 599_999)).toEqual(asked)
    expect(rememberedCode(stored, asked.at + 600_000)).toBeNull()
  })

  it('can be asked for again after half a minute', () => {
    expect(secondsToResend(asked, asked.at)).toBe(30)
    expect(secondsToResend(asked, asked.at + 29_001)).toBe(1)
    expect(secondsToResend(asked, asked.at + 90_000)).toBe(0)
  })

  it('is forgotten where the browser keeps nothing, without a fault', () => {
    const stored = createStored(() => {
      throw new Error('forbidden')
    })
    stored.write('code', asked)
    expect(rememberedCode(stored, asked.at)).toBeNull()
  })
})
