import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A text file of the project. `name` is its path from the project's folder, with forward slashes. */
export interface Source {
  name: string
  text: string
}

/** One import or re-export. `target` is a path from the project's folder for our own files, else the package. */
export interface Import {
  target: string
  own: boolean
  typeOnly: boolean
}

const notOurs = new Set(['node_modules', '.git', 'dist', 'data', 'coverage', 'test-results'])
const textFile = /(\.(ts|tsx|mjs|js|css|html|json|md|csv|svg|txt|yml|sh)|rc|ignore|config|run)$/

/** Every text file of the project that is not built, installed or written by a running server. */
export function readSources(root: string, folder = ''): Source[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : readSources(root, name)
    return textFile.test(name) ? [{ name, text: readFileSync(path.join(root, name), 'utf8') }] : []
  })
}

export const isCode = (source: Source) => /\.(ts|tsx|mjs)$/.test(source.name)
/** Tests and what only they and the gallery of components use: none of it is in a build or a running server. */
export const isTest = (source: Source) => /\.test\.tsx?$|^tests\/|\/(gallery|testing)\//.test(source.name)

/** The text without comments; strings are kept, so that a `//` in an address is no comment. */
export function withoutComments(text: string): string {
  const stringOrComment =
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g
  return text.replace(stringOrComment, (_, kept: string | undefined) => kept ?? '')
}

const statement =
  /(?:^|[\n;])\s*(?:import|export)(?<type>\s+type\b)?\s*(?:[\w*\s{},$]*?\bfrom\s*)?['"](?<static>[^'"\n]+)['"]|\bimport\(\s*['"](?<dynamic>[^'"\n]+)['"]/g

/** What a file imports, dynamic imports with a fixed address included. */
export function importsOf(source: Source): Import[] {
  return [...withoutComments(source.text).matchAll(statement)].map(({ groups }) => {
    const specifier = (groups?.static ?? groups?.dynamic ?? '').replace(/\?.*$/, '')
    const own = specifier.startsWith('.')
    return {
      target: own ? path.posix.join(path.posix.dirname(source.name), specifier) : specifier,
      own,
      typeOnly: Boolean(groups?.type),
    }
  })
}
