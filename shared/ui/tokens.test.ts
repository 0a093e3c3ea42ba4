import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = import.meta.dirname
const css = readFileSync(path.join(folder, 'tokens.css'), 'utf8')

/** The custom properties of the first block after a text. */
function tokensAfter(start: string): Map<string, string> {
  const from = css.indexOf(start)
  if (from < 0) throw new Error(`tokens.css has no ${start}`)
  const block = css.slice(from, css.indexOf('}', from))
  return new Map(
    [...block.matchAll(/(--ho-[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      value.trim(),
    ]),
  )
}

const light = tokensAfter(':root {')
const darkByMedia = tokensAfter(":root:not([data-theme='light'])")
const darkByChoice = tokensAfter(":root[data-theme='dark']")
const themes = { light, dark: new Map([...light, ...darkByChoice]) }

/** Relative luminance of `#rrggbb` as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(theme: Map<string, string>, text: string, ground: string): number {
  const [a, b] = [text, ground].map((name) => {
    const value = theme.get(name)
    if (!value || !/^#[0-9a-f]{6}$/.test(value)) throw new Error(`${name} is ${value}, not a plain colour`)
    return luminance(value)
  })
  const [bright, dim] = [Math.max(a ?? 0, b ?? 0), Math.min(a ?? 0, b ?? 0)]
  return (bright + 0.05) / (dim + 0.05)
}

const grounds = ['--ho-bg', '--ho-surface', '--ho-raised', '--ho-sunken']
const onAnyGround = [
  '--ho-text',
  '--ho-text-muted',
  '--ho-text-faint',
  '--ho-link',
  '--ho-danger',
  '--ho-warning',
]
const tones = ['accent', 'info', 'success', 'warning', 'danger', 'neutral']

const textPairs = [
  ...onAnyGround.flatMap((text) => grounds.map((ground) => [text, ground])),
  ['--ho-text', '--ho-selected'],
  ['--ho-text-muted', '--ho-selected'],
  ['--ho-text-muted', '--ho-neutral-soft'],
  ['--ho-on-accent', '--ho-accent'],
  ['--ho-on-accent', '--ho-accent-hover'],
  ['--ho-on-accent', '--ho-accent-press'],
  ['--ho-on-danger', '--ho-danger'],
  ['--ho-on-danger', '--ho-danger-hover'],
  ['--ho-toast-text', '--ho-toast-bg'],
  ['--ho-toast-accent', '--ho-toast-bg'],
  ['--ho-toast-accent', '--ho-toast-hover'],
  ...tones.map((tone) => [`--ho-on-${tone}-soft`, `--ho-${tone}-soft`]),
  ...Array.from({ length: 8 }, (_, index) => [`--ho-on-avatar-${index + 1}`, `--ho-avatar-${index + 1}`]),
] as [string, string][]

const markPairs = [
  ...[
    '--ho-border-strong',
    '--ho-focus',
    '--ho-accent',
    '--ho-online',
    '--ho-success',
    '--ho-neutral',
  ].flatMap((mark) => grounds.map((ground) => [mark, ground])),
  ...tones.map((tone) => [`--ho-${tone}`, `--ho-${tone}-soft`]),
] as [string, string][]

describe.each(Object.entries(themes))('the %s theme', (_, theme) => {
  it.each(textPairs)('%s can be read on %s (4.5:1)', (text, ground) => {
    expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(markPairs)('%s can be seen on %s (3:1)', (mark, ground) => {
    expect(contrast(theme, mark, ground)).toBeGreaterThanOrEqual(3)
  })
})

describe('tokens', () => {
  it('are the same in both places where dark is written', () => {
    expect(darkByMedia.size).toBeGreaterThan(40)
    expect([...darkByMedia]).toEqual([...darkByChoice])
  })

  it('in dark name nothing that light does not have', () => {
    expect([...darkByChoice.keys()].filter((name) => !light.has(name))).toEqual([])
  })

  const sheets = readdirSync(folder).filter((name) => name.endsWith('.css') && name !== 'tokens.css')

  it.each(sheets)('%s uses only tokens that exist, and no colour of its own', (name) => {
    const text = readFileSync(path.join(folder, name), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
    const used = [...text.matchAll(/var\((--ho-[\w-]+)/g)].map(([, token = '']) => token)
    expect(used.filter((token) => !light.has(token))).toEqual([])
    const screen = name === 'theme.css' ? text.slice(0, text.indexOf('@media print')) : text
    expect(
      [...screen.matchAll(/#[0-9a-f]{3,8}\b|rgba?\([^v)]*\)|hsl\(/gi)].map(([colour]) => colour),
    ).toEqual([])
  })
})
