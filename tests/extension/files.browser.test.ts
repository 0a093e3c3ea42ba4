import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const dist = path.resolve(import.meta.dirname, '../../dist/extension')

describe('the files of the extension', () => {
  it('[MAIL-1] put at most 10 kB into each Gmail tab', async () => {
    const manifest = JSON.parse(await readFile(path.join(dist, 'manifest.json'), 'utf8'))
    const scripts: string[] = manifest.content_scripts.flatMap(({ js }: { js: string[] }) => js)
    expect(scripts.toSorted()).toEqual(['gmail/account-main.js', 'gmail/content.js'])
    const sizes = await Promise.all(
      scripts.map(async (script) => gzipSync(await readFile(path.join(dist, script))).length),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(10_000)
  })

  it('let Gmail’s page load the panel, and nothing else', async () => {
    const manifest = JSON.parse(await readFile(path.join(dist, 'manifest.json'), 'utf8'))
    const readable = manifest.web_accessible_resources.map(
      ({ resources, matches }: { resources: string[]; matches: string[] }) => ({ resources, matches }),
    )
    expect(readable).toEqual([{ resources: ['panel/panel.html'], matches: ['https://mail.google.com/*'] }])
  })
})
