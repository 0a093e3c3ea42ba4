// Finds a Chromium for the browser tests. Chrome itself will not do: it no longer loads an extension from the command line.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { run } from './prepare.mjs'

const macPath = '/Applications/Chromium.app/Contents/MacOS/Chromium'

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @returns {string | undefined} CHROMIUM_PATH, or the first Chromium on the PATH */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH is ${chosen}, and there is no such file.`)
    return chosen
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const onPath = folders.flatMap((folder) =>
    ['chromium', 'chromium-browser'].map((name) => path.join(folder, name)),
  )
  return [...onPath, '/usr/bin/chromium', macPath].find(isExecutable)
}

/**
 * A Chromium that the tests can use, installed from Debian's packages if there is none.
 * @returns {Promise<string>} path of the executable
 * @throws with what to do, when it can't be installed from here
 */
export async function ensureChromium() {
  const found = findChromium()
  if (found) return found
  const byHand =
    'The browser tests need Chromium, and there is none on this machine. Install it (Debian, Ubuntu: ' +
    '"apt-get install chromium" as root; macOS: "brew install --cask chromium"), or say where it is with CHROMIUM_PATH=/path/to/chromium. ' +
    'Everything else runs without it: npm test -- --project unit'
  const hasApt = spawnSync('apt-get', ['--version']).status === 0
  if (process.getuid?.() !== 0 || !hasApt) throw new Error(byHand)
  console.log(
    'There is no Chromium for the browser tests: installing the Debian package (apt-get install chromium) …',
  )
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await run('apt-get', ['update', '-qq'], quiet)
  const installed =
    updated === 0
      ? await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet)
      : 1
  const path = installed === 0 ? findChromium() : undefined
  if (!path) throw new Error(`Installing Chromium failed; apt-get's own words are above.\n${byHand}`)
  return path
}
