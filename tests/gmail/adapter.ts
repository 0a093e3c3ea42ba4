import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

const ROOT = new URL('../../', import.meta.url).pathname

/** One file of the sources with all it imports, as a script that a browser runs. Its exports, if any, are in `adapter`. */
export async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(ROOT, entry), formats: ['iife'], name: 'adapter', fileName: 'adapter' },
    },
  })
  const [built] = Array.isArray(result) ? result : [result]
  if (!built || !('output' in built)) throw new Error('vite build gave no output')
  return built.output[0].code
}

/**
 * An unpacked extension that holds nothing but the adapter, for testing it where it really runs: beside Gmail's page in a world of its own,
 * under Gmail's policies. See fixture/content.ts for how it shows what it read.
 *
 * @returns its directory.
 */
export async function adapterExtension(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'handover-adapter-'))
  await mkdir(join(directory, 'panel'))
  const manifest = {
    manifest_version: 3,
    name: 'Adapter under test',
    version: '1',
    background: { service_worker: 'worker.js' },
    content_scripts: [
      {
        matches: ['https://mail.google.com/*'],
        js: ['account-main.js'],
        world: 'MAIN',
        run_at: 'document_start',
      },
      { matches: ['https://mail.google.com/*'], js: ['content.js'], run_at: 'document_idle' },
    ],
    web_accessible_resources: [{ resources: ['panel/*'], matches: ['https://mail.google.com/*'] }],
  }
  const files = {
    'manifest.json': JSON.stringify(manifest),
    'worker.js': '// Only so that the extension has an id to wait for.',
    'account-main.js': await bundle('extension/gmail/account-main.ts'),
    'content.js': await bundle('tests/gmail/fixture/content.ts'),
    'panel/panel.html': PANEL,
    'panel/panel.js': "document.getElementById('born').textContent = crypto.randomUUID()",
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text)
  return directory
}

const PANEL = `<!doctype html><meta charset="utf-8"><title>Panel</title>
<style>:root { color-scheme: light dark } body { font: 14px system-ui; padding: 8px }</style>
<p>A page of the extension.</p><p id="born"></p><button>A button in it</button><script src="panel.js"></script>`
