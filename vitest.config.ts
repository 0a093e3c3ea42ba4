import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/harness/longest-first.ts'

// `unit` and `alone` need nothing but Node; `browser` drives a real Chromium against the built app and extension.
// Which tests are which is decided by place (tests/architecture.test.ts checks it).
export const browserTests = [
  'tests/browser/**/*.test.ts',
  'tests/gmail/**/*.test.ts',
  'tests/**/*.browser.test.ts',
  'shared/ui/gallery/**/*.test.ts',
]
/** What replaces modules or the globals of a browser, so that each file needs a world of its own. */
const alone = ['shared/replica/**/*.test.ts', 'tests/**/*.test.ts', 'sync-server/content/fault.test.ts']
const notTests = ['**/node_modules/**', 'dist/**', 'data/**']

// No test depends on time measured, so these limits only catch what hangs.
const limits = { testTimeout: 120_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } }

export default defineConfig({
  // The same JSX as the app's, for tests of components.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...limits,
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...notTests, ...browserTests, ...alone],
          // Files share what they import: it is most of the time they take.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...limits,
          name: 'alone',
          include: alone,
          exclude: [...notTests, ...browserTests],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...limits,
          testTimeout: 300_000,
          name: 'browser',
          include: browserTests,
          exclude: notTests,
          globalSetup: ['scripts/build.mjs'],
          // Files of one worker share its Chromium (tests/harness/browser.ts).
          isolate: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
    // Each worker runs a server, Chromium, or both: more than two slow each other down on a small machine.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
})
