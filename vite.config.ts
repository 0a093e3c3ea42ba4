import preact from '@preact/preset-vite'
import path from 'node:path'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

// The app. Built to run under the server's content security policy: no inline script or style, no eval, and nothing
// that hands a string to a script sink (Trusted Types), which is why the service worker is registered by our own
// app/service-worker-registration.ts and holds its runtime in one file instead of importing it.
const server = 'http://localhost:4820'

export default defineConfig({
  root: path.join(import.meta.dirname, 'app'),
  plugins: [
    preact(),
    VitePWA({
      injectRegister: false,
      // A new version waits until the app asks for it, so that a page never meets another version's files.
      registerType: 'prompt',
      filename: 'sw.js',
      manifest: {
        id: '/',
        name: 'Handover',
        short_name: 'Handover',
        description: 'Invite people, change their addresses and hand over what they look after.',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#ffffff',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,svg,png,woff2}'],
        globIgnores: ['**/*.map'],
        // Every path is a screen of the app, invitation pages too, except what the server answers itself.
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/(api|sync|outbox|health)(\/|$)/],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        inlineWorkboxRuntime: true,
        sourcemap: false,
      },
    }),
  ],
  build: {
    outDir: path.join(import.meta.dirname, 'dist/app'),
    emptyOutDir: true,
    sourcemap: true,
    target: 'es2023',
    // Nothing becomes a data: URL: the policy allows files of our own origin only.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // In one file with the library, its setting comes before any schema, whichever file a schema ends up in.
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|zod-without-eval/ }] },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    // The server accepts its own origin only.
    proxy: {
      '/api': { target: server, headers: { origin: server } },
      '/outbox': { target: server, headers: { origin: server } },
      '/sync': { target: server, ws: true, headers: { origin: server } },
    },
  },
})
