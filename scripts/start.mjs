// npm start: one command from a fresh clone to a running Handover. Node built-ins only.
import path from 'node:path'
import { build, install } from './prepare.mjs'
import { root } from './pinned-node.mjs'
import { supervise } from './supervise.mjs'

try {
  await install()
  await build()
  console.log(`
The extension for Chrome is built. To load it, once:
  1. Open chrome://extensions and switch on "Developer mode" (top right).
  2. "Load unpacked", and choose this folder:
     ${path.join(root, 'dist/extension')}

Starting the server; Ctrl-C stops it.
`)
  process.exitCode = await supervise([['sync-server/main.ts', ...process.argv.slice(2)]])
} catch (problem) {
  console.error(`\n${problem.message}`)
  process.exitCode = 1
}
