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

const folders = () => (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)

/** @returns {string | undefined} CHROMIUM_PATH, or the first Chromium on the PATH */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH is ${chosen}, and there is no such file.`)
    return chosen
  }
  const onPath = folders().flatMap((folder) =>
    ['chromium', 'chromium-browser'].map((name) => path.join(folder, name)),
  )
  return [...onPath, '/usr/bin/chromium', macPath].find(isExecutable)
}

/**
 * The same engine without windows, which Debian packs by itself: it needs half the processor time, and can do all that
 * a page can (no extensions).
 * @returns {string | undefined} CHROMIUM_SHELL_PATH, or the first one on the PATH
 */
export const findHeadlessShell = () =>
  process.env.CHROMIUM_SHELL_PATH ??
  folders()
    .map((folder) => path.join(folder, 'chromium-headless-shell'))
    .find(isExecutable)

/**
 * A Chromium that the tests can use, installed from Debian's packages if there is none, and a headless shell where one can be had.
 * @returns {Promise<{ CHROMIUM_PATH: string, CHROMIUM_SHELL_PATH: string }>} paths of the executables, maybe the same one twice
 * @throws with what to do, when Chromium can't be installed from here
 */
export async function ensureChromium() {
  const found = findChromium()
  const missing = [
    ...(found ? [] : ['chromium']),
    ...(found && (process.env.CHROMIUM_PATH || findHeadlessShell()) ? [] : ['chromium-headless-shell']),
  ]
  if (missing.length > 0 && mayInstall()) await install(missing)
  const chromium = findChromium()
  if (!chromium) throw new Error(BY_HAND)
  return { CHROMIUM_PATH: chromium, CHROMIUM_SHELL_PATH: findHeadlessShell() ?? chromium }
}

const BY_HAND =
  'The browser tests need Chromium, and there is none on this machine. Install it (Debian, Ubuntu: ' +
  '"apt-get install chromium" as root; macOS: "brew install --cask chromium"), or say where it is with CHROMIUM_PATH=/path/to/chromium. ' +
  "Everything else runs without it: npm test -- '--project=!browser'"

const mayInstall = () => process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0

/** One package after the other: where there is no headless shell, Chromium alone will do. */
async function install(packages) {
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  console.log(`For the browser tests: installing Debian's ${packages.join(' and ')} (apt-get install) …`)
  await run('apt-get', ['update', '-qq'], quiet)
  for (const name of packages) {
    const code = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet)
    if (code !== 0) console.log(`${name} could not be installed; apt-get's own words are above.`)
  }
}
