import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MOUNT_STYLE } from './mount-style.ts'

const tokens = readFileSync(new URL('../../shared/ui/tokens.css', import.meta.url), 'utf8')

/** Custom properties by name, of the light half and of the dark half of a style sheet. */
function properties(css: string, dark: boolean): Map<string, string> {
  const [light = '', rest = ''] = css.split('@media (prefers-color-scheme: dark)')
  const half = dark ? rest.slice(0, rest.indexOf('}')) : light
  return new Map([...half.matchAll(/(--ho-[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]))
}

describe("the frame's colours", () => {
  for (const dark of [false, true]) {
    it(`are those of tokens.css, ${dark ? 'dark' : 'light'}`, () => {
      const ours = properties(MOUNT_STYLE, dark)
      expect(ours.size).toBe(8)
      const theirs = properties(tokens, dark)
      expect(Object.fromEntries(ours)).toEqual(
        Object.fromEntries([...ours.keys()].map((name) => [name, theirs.get(name)])),
      )
    })
  }

  it('are all defined', () => {
    const used = new Set([...MOUNT_STYLE.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name))
    const defined = properties(MOUNT_STYLE, false)
    expect([...used].filter((name) => !defined.has(name!))).toEqual([])
  })
})
