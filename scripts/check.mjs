// npm run check: everything that can be said about the sources without running the product. All of it runs, two at a
// time, so that one look shows all that is wrong; the output of what is fine is not shown.
import { install, runQuietly } from './prepare.mjs'
import { pinnedNode } from './pinned-node.mjs'

/** What tsc found the last time stays in node_modules, so that it looks only at what changed since. */
const types = (name, project) => [
  'node_modules/typescript/bin/tsc',
  ...['-p', project],
  ...['--incremental', '--tsBuildInfoFile', `node_modules/.cache/types/${name}.tsbuildinfo`],
]

const checks = [
  ['types: everything', types('everything', 'tsconfig.json')],
  ['types: shared/domain, without DOM and Node', types('domain', 'shared/domain')],
  ['types: sync-server, without DOM', types('sync-server', 'sync-server')],
  ['lint', ['node_modules/oxlint/bin/oxlint', '--deny-warnings', '--format=unix']],
  [
    'format',
    [
      'node_modules/prettier/bin/prettier.cjs',
      '--check',
      '--cache',
      '--cache-strategy=content',
      '--log-level=warn',
      '.',
    ],
  ],
  ['unused code', ['node_modules/knip/bin/knip.js', '--no-progress']],
  [
    'architecture and specification',
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project=alone',
      'tests/architecture.test.ts',
      'tests/spec.test.ts',
    ],
  ],
]

/** Runs one check to its end and says how it went. */
async function runCheck([name, args]) {
  const began = performance.now()
  const { code, output } = await runQuietly(pinnedNode(), args, { NO_COLOR: '1' })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (code !== 0) console.log(output.trim())
  console.log(`${code === 0 ? 'ok    ' : 'WRONG '} ${name} (${seconds} s)`)
  return code === 0
}

try {
  await install()
  const waiting = [...checks]
  const fine = []
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) fine.push(await runCheck(next))
  }
  await Promise.all([work(), work()])
  const wrong = fine.filter((isFine) => !isFine).length
  console.log(wrong ? `\n${wrong} of ${checks.length} checks found something.` : '\nAll checks passed.')
  process.exitCode = wrong ? 1 : 0
} catch (problem) {
  console.error(problem.message)
  process.exitCode = 1
}
