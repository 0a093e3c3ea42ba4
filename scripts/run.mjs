// Runs one TypeScript file of the project with the pinned Node: node scripts/run.mjs <file> [arguments]
import { install, run } from './prepare.mjs'
import { pinnedNode } from './pinned-node.mjs'

try {
  await install()
  process.exitCode = await run(pinnedNode(), [
    '--disable-warning=ExperimentalWarning',
    ...process.argv.slice(2),
  ])
} catch (problem) {
  console.error(problem.message)
  process.exitCode = 1
}
