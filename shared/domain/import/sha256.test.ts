import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256, utf8 } from './sha256.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('sha256', () => {
  it('gives the digests of the standard', () => {
    expect(hex(sha256(utf8('')))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(hex(sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('agrees with another implementation for every length around a block, and for a megabyte', () => {
    for (const length of [...Array.from({ length: 140 }, (_, i) => i), 1_000_000]) {
      const bytes = new Uint8Array(length).map((_, i) => i * 7)
      expect(hex(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'))
    }
  })

  it('agrees with another implementation for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(hex(sha256(utf8(text)))).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
      }),
    )
  })

  it('writes a lone surrogate as the replacement character', () => {
    expect(utf8('a\ud800b')).toEqual(new TextEncoder().encode('a\ud800b'))
  })
})
