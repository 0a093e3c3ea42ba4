import { crx } from '@crxjs/vite-plugin'
import preact from '@preact/preset-vite'
import path from 'node:path'
import { defineConfig } from 'vite'
import manifest from './manifest.config.ts'

// Each one file without imports: then no part of them has to be readable by Gmail's page, and the one in the page's
// world runs before the page's own scripts.
const standaloneFiles = ['gmail/account-main.ts', 'gmail/content.ts']

export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  plugins: [preact(), crx({ manifest, contentScripts: { standaloneFiles } })],
  build: {
    // A development server writes an extension that needs it: kept apart from the built one.
    outDir: path.join(
      import.meta.dirname,
      command === 'serve' ? '../dist/extension-dev' : '../dist/extension',
    ),
    emptyOutDir: true,
    sourcemap: true,
    target: 'chrome116',
    assetsInlineLimit: 0,
  },
  server: { port: 5174, strictPort: true, cors: { origin: [/^chrome-extension:\/\//] } },
}))
