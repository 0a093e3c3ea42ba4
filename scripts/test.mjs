// npm test [-- filter …]: everything a fresh machine needs, then all tests; the last line counts them.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { build, install, run } from './prepare.mjs'
import { pinnedNode, root } from './pinned-node.mjs'

const results = path.join(root, 'test-results/vitest.json')
const secondResults = path.join(root, 'test-results/vitest-second-try.json')

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

const nameOf = (file) => path.relative(root, file.name)

async function vitest(output, args, env) {
  mkdirSync(path.dirname(output), { recursive: true })
  rmSync(output, { force: true })
  const program = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json']
  const code = await run(
    pinnedNode(),
    ['--disable-warning=ExperimentalWarning', ...program, `--outputFile.json=${output}`, ...args],
    env,
  )
  if (!existsSync(output))
    throw new Error('vitest stopped before it had a result; what it said stands above.')
  return { code, report: JSON.parse(readFileSync(output, 'utf8')) }
}

function printSlowest(report) {
  const slow = report.testResults
    .map((file) => ({
      name: nameOf(file),
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
  let { code, report } = await vitest(results, filters, env)
  printSlowest(report)
  const failures = report.testResults.filter((file) => file.status === 'failed').map(nameOf)
  // Browsers and whole devices on a busy machine may meet at a bad moment: in CI a file or two of theirs are tried again, as a whole.
  if (process.env.CI && failures.length > 0 && failures.length <= 3) {
    console.log(`\nA second try, of those that drive browsers or whole devices: ${failures.join(', ')}`)
    const second = await vitest(secondResults, ['--project=browser', '--project=alone', ...failures], env)
    const tried = second.report.testResults.map(nameOf)
    const others = report.testResults.filter((file) => !tried.includes(nameOf(file)))
    report = { testResults: [...others, ...second.report.testResults] }
    code = second.code
    if (code === 0)
      console.log('Passed at the second try. What made them fail at first stands above: look there.')
  }
  const { passed, failed, skipped } = count(report)
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
