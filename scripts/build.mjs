// npm run build: the app and the extension, if they changed. Also vitest's global setup for the browser tests.
import { findChromium, findHeadlessShell } from './chromium.mjs'
import { build, install } from './prepare.mjs'

/** For vitest: browser tests drive what is built from today's sources, in whatever Chromium there is. */
export default async function setUpBrowserTests() {
  const chromium = findChromium()
  if (!chromium) throw new Error('The browser tests need Chromium: npm test installs it, or says how to.')
  process.env.CHROMIUM_PATH = chromium
  process.env.CHROMIUM_SHELL_PATH ??= findHeadlessShell() ?? chromium
  await build()
}

if (process.argv[1] === import.meta.filename) {
  try {
    await install()
    await build()
    console.log('Built: dist/app and dist/extension.')
  } catch (problem) {
    console.error(problem.message)
    process.exitCode = 1
  }
}
