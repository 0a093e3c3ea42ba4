// npm run dev: the server, restarted when its sources change, and Vite's server for the app in front of it.
import { install } from './prepare.mjs'
import { supervise } from './supervise.mjs'

try {
  await install()
  console.log(
    'The app with hot reload: http://localhost:5173 (the server behind it: http://localhost:4820)\n',
  )
  process.exitCode = await supervise([
    ['--watch', '--watch-preserve-output', 'sync-server/main.ts', ...process.argv.slice(2)],
    ['node_modules/vite/bin/vite.js', '--clearScreen', 'false'],
  ])
} catch (problem) {
  console.error(`\n${problem.message}`)
  process.exitCode = 1
}
