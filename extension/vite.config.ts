import { crx } from '@crxjs/vite-plugin'
import preact from '@preact/preset-vite'
import path from 'node:path'
import { defineConfig } from 'vite'
import manifest from './manifest.config.ts'

export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  plugins: [preact(), crx({ manifest })],
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
    // The panel is a page inside Gmail's, which no manifest key names, so it is listed here.
    rolldownOptions: { input: { panel: path.join(import.meta.dirname, 'panel/panel.html') } },
  },
  server: { port: 5174, strictPort: true, cors: { origin: [/^chrome-extension:\/\//] } },
}))
