import preact from '@preact/preset-vite'
import path from 'node:path'
import { defineConfig } from 'vite'

/** The gallery of components, for looking (`npx vite shared/ui/gallery`) and for gallery.test.ts, which builds it elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [preact()],
  build: {
    outDir: path.join(import.meta.dirname, '../../../dist/gallery'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
  },
})
