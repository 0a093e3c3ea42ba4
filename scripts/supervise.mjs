import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { pinnedNode, root } from './pinned-node.mjs'

const endWithParent = pathToFileURL(path.join(root, 'scripts/child-process.mjs')).href

/**
 * Starts long-running Node processes, passes Ctrl-C on, and stops all of them when one ends.
 * @param {string[][]} commands arguments for the pinned Node, one list for each process
 * @returns {Promise<number>} 0 when stopped from outside, else the exit code of the first that ended
 */
export async function supervise(commands) {
  let stopping = false
  const children = commands.map((args) =>
    spawn(pinnedNode(), ['--disable-warning=ExperimentalWarning', '--import', endWithParent, ...args], {
      cwd: root,
      // A group of its own: a terminal sends Ctrl-C to the whole group, and together with the one passed on that
      // would be two, which the server takes as "at once". child-process.mjs sees to it that none is left behind.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    }),
  )
  const stopAll = () => {
    for (const child of children)
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      stopping = true
      stopAll()
    })
  }
  const ends = children.map(
    (child) => new Promise((resolve) => child.on('close', (code) => resolve(code ?? 0))),
  )
  const first = await Promise.race(ends)
  const stopped = stopping
  stopAll()
  await Promise.all(ends)
  return stopped ? 0 : first
}
