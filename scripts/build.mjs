// npm run build: the app and the extension, if they changed. Also vitest's global setup for the browser tests.
import { build, install } from './prepare.mjs'

/** For vitest: the browser tests drive what is built, so it has to be built from today's sources. */
export default build

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
