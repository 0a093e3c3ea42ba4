// npm test [-- filter …]: everything a fresh machine needs, then all tests; the last line counts them.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { build, install, run } from './prepare.mjs'
import { pinnedNode, root } from './pinned-node.mjs'

const results = path.join(root, 'test-results/vitest.json')

/** The tests' own numbers. A file that failed before its first test counts as one failure. */
function count(report) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const file of report.testResults) {
    const tests = file.assertionResults
    const failed = tests.filter((test) => test.status === 'failed').length
    total.passed += tests.filter((test) => test.status === 'passed').length
    total.failed += file.status === 'failed' && failed === 0 ? 1 : failed
    total.skipped += tests.filter((test) => !['passed', 'failed'].includes(test.status)).length
  }
  return total
}

function printSlowest(report) {
  const slow = report.testResults
    .map((file) => ({
      name: path.relative(root, file.name),
      seconds: (file.endTime - file.startTime) / 1000,
    }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, 8)
    .filter((file) => file.seconds >= 0.5)
  if (slow.length === 0) return
  console.log('The slowest files:')
  for (const file of slow) console.log(`${file.seconds.toFixed(1).padStart(7)} s  ${file.name}`)
}

async function main() {
  const filters = process.argv.slice(2)
  await install()
  const projects = filters.flatMap((filter, at) =>
    filter === '--project' ? filters[at + 1] : filter.startsWith('--project=') ? filter.slice(10) : [],
  )
  const withoutBrowser = projects.length > 0 && !projects.includes('browser')
  const env = withoutBrowser ? {} : await ensureChromium()
  // With a filter, the browser tests' own set-up builds, if any of them are meant.
  if (filters.length === 0) await build()
  console.log('Running the tests …')
  mkdirSync(path.dirname(results), { recursive: true })
  rmSync(results, { force: true })
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json']
  const code = await run(
    pinnedNode(),
    ['--disable-warning=ExperimentalWarning', ...vitest, `--outputFile.json=${results}`, ...filters],
    env,
  )
  if (!existsSync(results))
    throw new Error('vitest stopped before it had a result; what it said stands above.')
  const report = JSON.parse(readFileSync(results, 'utf8'))
  const { passed, failed, skipped } = count(report)
  printSlowest(report)
  // vitest also fails on errors outside any test, such as a rejection nobody handled.
  if (code !== 0 && failed === 0)
    console.log('All tests passed, but vitest reports an error outside them (above).')
  console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
  return code !== 0 || failed > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (problem) {
  console.error(`\n${problem.message}`)
  process.exitCode = 1
}
