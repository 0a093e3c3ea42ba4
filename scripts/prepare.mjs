// What has to be there before anything runs: the packages, and the built app and extension. Each step says what it
// does, and does nothing when nothing changed. Node built-ins only: this runs before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { isInstalled, pinnedNode, root } from './pinned-node.mjs'

const say = (text) => console.log(text)

/**
 * Runs a command in the project's folder, its output shown.
 * @returns {Promise<number>} its exit code, 1 when a signal ended it
 */
export function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/**
 * Runs a command and keeps what it says, for when it fails: bundlers warn of much that nobody here can change.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** Installs the packages of the lock file if they are not there. */
export async function install() {
  if (isInstalled()) return
  say('Installing packages (npm ci; about a minute the first time) …')
  const code = await run('npm', ['ci', '--loglevel=error', '--no-fund', '--no-audit'])
  if (code !== 0) throw new Error('npm ci failed; its own words are above.')
  // Where scripts are switched off, npm skips the project's own after-install step too.
  if (!isInstalled()) await run(process.execPath, ['scripts/pinned-node.mjs', 'after-install'])
}

const targets = [
  { name: 'app', config: 'vite.config.ts', sources: ['app', 'shared', 'vite.config.ts'] },
  { name: 'extension', config: 'extension/vite.config.ts', sources: ['extension', 'shared'] },
]
const always = ['package-lock.json', 'tsconfig.base.json']

function* filesIn(entry) {
  const found = statSync(path.join(root, entry), { throwIfNoEntry: false })
  if (found?.isFile()) yield entry
  if (!found?.isDirectory()) return
  for (const name of readdirSync(path.join(root, entry)).sort()) yield* filesIn(`${entry}/${name}`)
}

/** A digest of the content of everything that a build reads. Tests are left out: they change no build. */
function sourceHash(target) {
  const hash = createHash('sha256')
  for (const entry of [...target.sources, ...always]) {
    for (const file of filesIn(entry)) {
      if (/\.test\.tsx?$/.test(file)) continue
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(path.join(root, file)))
    }
  }
  return hash.digest('hex')
}

/** Renames a folder over another, which another build may be doing at the same moment. */
function putInPlace(next, dist) {
  for (;;) {
    try {
      return renameSync(next, dist)
    } catch (problem) {
      if (!['ENOTEMPTY', 'EEXIST'].includes(problem.code)) throw problem
      const old = `${next}.old`
      if (existsSync(dist)) renameSync(dist, old)
      rmSync(old, { recursive: true, force: true })
    }
  }
}

/**
 * Builds one part into dist/ if its sources changed since the last time. It is built beside the old one and then put
 * in its place, so that a failed build, or a reader at the same time, keeps a whole one.
 */
async function buildOne(target) {
  const dist = path.join(root, 'dist', target.name)
  const stamp = path.join(root, 'dist', `${target.name}.built-from`)
  const hash = sourceHash(target)
  if (existsSync(dist) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  say(`Building the ${target.name} …`)
  const next = `${dist}.${process.pid}`
  mkdirSync(path.dirname(dist), { recursive: true })
  const vite = [
    'node_modules/vite/bin/vite.js',
    'build',
    '--config',
    target.config,
    '--outDir',
    next,
    '--emptyOutDir',
  ]
  const { code, output } = await runQuietly(pinnedNode(), [...vite, '--logLevel', 'warn'], {
    NODE_ENV: 'production',
  })
  if (code !== 0) {
    rmSync(next, { recursive: true, force: true })
    throw new Error(`Building the ${target.name} failed:\n${output}`)
  }
  putInPlace(next, dist)
  writeFileSync(stamp, hash)
}

/** Builds the app into dist/app and the extension into dist/extension, as far as they changed. */
export async function build() {
  await Promise.all(targets.map(buildOne))
}
