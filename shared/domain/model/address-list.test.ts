import { describe, expect, it } from 'vitest'
import { readAddressList } from './address-list.ts'

const read = (text: string) =>
  readAddressList(text).map(({ email, name }) => (name ? `${name}|${email}` : email))

describe('[INV-10] a pasted list of addresses', () => {
  it('is read with and without names, however it is separated', () => {
    expect(read('Anna <a@x.de>; b@y.com')).toEqual(['Anna|a@x.de', 'b@y.com'])
    expect(read('a@x.de, b@y.com,\n c@z.org\r\nd@z.org')).toEqual(['a@x.de', 'b@y.com', 'c@z.org', 'd@z.org'])
    expect(read('a@x.de b@y.com')).toEqual(['a@x.de', 'b@y.com'])
    expect(read('Anna Berg\ta@x.de\nBen Okafor\tb@y.com')).toEqual(['Anna Berg|a@x.de', 'Ben Okafor|b@y.com'])
    expect(read('a@x.de, Anna Berg')).toEqual(['Anna Berg|a@x.de'])
    expect(read('Anna Berg a@x.de')).toEqual(['Anna Berg|a@x.de'])
    expect(read('a@x.de b@y.com "Zoe Oh" <c@z.org>')).toEqual(['a@x.de', 'b@y.com', 'Zoe Oh|c@z.org'])
    expect(read(`'a@x.de' <A@x.de>, "b@y.com" <b@y.com>`)).toEqual(['A@x.de', 'b@y.com'])
    expect(read('a@x.de "Oh, Zoe" <c@z.org>')).toEqual(['a@x.de', 'Oh, Zoe|c@z.org'])
    expect(read('  \n ; , ')).toEqual([])
  })

  it('understands quotes, brackets and what mail programs add', () => {
    expect(read('"Berg, Anna" <a@x.de>, "Okafor; Ben" <b@y.com>')).toEqual([
      'Berg, Anna|a@x.de',
      'Okafor; Ben|b@y.com',
    ])
    expect(read('Berg, Anna <a@x.de>; Okafor, Ben <b@y.com>')).toEqual([
      'Berg, Anna|a@x.de',
      'Okafor, Ben|b@y.com',
    ])
    expect(read('<mailto:a@x.de>; (b@y.com); c@z.org.')).toEqual(['a@x.de', 'b@y.com', 'c@z.org'])
    expect(read('a@x.de (Anna)')).toEqual(['Anna|a@x.de'])
    expect(read('\ufeffa@x.de\u200b;\u00a0b@y.com')).toEqual(['a@x.de', 'b@y.com'])
    expect(read('Anna O"Neil <a@x.de>\nb@y.com')).toEqual(['Anna O"Neil|a@x.de', 'b@y.com'])
  })

  it('keeps what is no address, so that it can be put right', () => {
    expect(readAddressList('anna@; b@y.com; somebody')).toMatchObject([
      { typed: 'anna@', isAddress: false },
      { email: 'b@y.com', isAddress: true },
      { typed: 'somebody', email: '', isAddress: false },
    ])
  })

  it('reads a thousand lines at once', () => {
    const lines = Array.from({ length: 1_000 }, (_, i) => `"Person, No ${i}" <p${i}@x.de>`)
    expect(readAddressList(lines.join('\n'))).toHaveLength(1_000)
  })
})
