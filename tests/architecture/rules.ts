import { importsOf, isCode, isTest, withoutComments, type Source } from './sources.ts'

/** A rule: what is wrong with these files, one line each, naming the file. Empty when nothing is. */
export type Rule = (sources: Source[]) => string[]

/** Who may import whom (DESIGN §8). The first zone that a path begins with is its own. */
const zones: { name: string; mayImport: string[] }[] = [
  { name: 'shared/domain', mayImport: [] },
  { name: 'shared/csv', mayImport: ['shared/domain'] },
  { name: 'shared/protocol', mayImport: ['shared/domain'] },
  { name: 'shared/replica', mayImport: ['shared/domain', 'shared/protocol'] },
  { name: 'shared/ui', mayImport: ['shared/domain'] },
  {
    name: 'shared/flows',
    mayImport: ['shared/csv', 'shared/domain', 'shared/protocol', 'shared/replica', 'shared/ui'],
  },
  { name: 'sync-server', mayImport: ['shared/domain', 'shared/protocol', 'shared/csv'] },
  { name: 'app', mayImport: ['shared'] },
  { name: 'extension', mayImport: ['shared'] },
]
const zoneOf = (file: string) => zones.find((zone) => file.startsWith(`${zone.name}/`))
const isConfig = (source: Source) => source.name.endsWith('.config.ts')

export const edges: Rule = (sources) =>
  sources.filter(isCode).flatMap((source) => {
    const zone = zoneOf(source.name)
    if (!zone && source.name.startsWith('shared/'))
      return [`${source.name} is in a folder without a rule here`]
    if (!zone || isConfig(source)) return []
    const allowed = [zone.name, ...zone.mayImport, ...(isTest(source) ? ['tests'] : [])]
    return importsOf(source)
      .filter((imported) => imported.own && !allowed.some((place) => imported.target.startsWith(`${place}/`)))
      .map(
        (imported) =>
          `${source.name} imports ${imported.target}; ${zone.name} may import only ${allowed.join(', ')}`,
      )
  })

/** The domain runs everywhere, so it needs nothing but zod; what runs in a browser has no Node. */
export const packages: Rule = (sources) =>
  sources
    .filter((source) => isCode(source) && !isTest(source) && !isConfig(source))
    .flatMap((source) => {
      const zone = zoneOf(source.name)?.name
      const wrong = (name: string) =>
        (zone === 'shared/domain' && name !== 'zod') ||
        (zone !== undefined && zone !== 'sync-server' && name.startsWith('node:'))
      return importsOf(source)
        .filter((imported) => !imported.own && wrong(imported.target))
        .map((imported) => `${source.name} imports ${imported.target}, which ${zone} must run without`)
    })

/** Files that reach themselves through imports that exist at run time. Each cycle is named once. */
export const cycles: Rule = (sources) => {
  const graph = new Map(
    sources
      .filter(isCode)
      .map((source) => [
        source.name,
        importsOf(source).flatMap((i) => (i.own && !i.typeOnly ? [i.target] : [])),
      ]),
  )
  const found: string[] = []
  const finished = new Set<string>()
  const visit = (file: string, trail: string[]) => {
    const at = trail.indexOf(file)
    if (at >= 0) return void found.push([...trail.slice(at), file].join(' → '))
    if (finished.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file])
    finished.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return found
}

export const barrels: Rule = (sources) =>
  sources
    .filter((source) => isCode(source) && !isTest(source))
    .flatMap((source) => {
      const rest = withoutComments(source.text).replace(
        /export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s*from\s*['"][^'"]+['"];?/g,
        '',
      )
      const onlyReexports = rest !== withoutComments(source.text) && rest.trim() === ''
      return onlyReexports ? [`${source.name} only re-exports: import from the files themselves`] : []
    })

export const names: Rule = (sources) =>
  sources
    .filter((source) => isCode(source) && /(^|[-/])(utils?|helpers|misc|common)\.\w+$/.test(source.name))
    .map((source) => `${source.name}: name the file for what it does`)

const longest = 300
export const sizes: Rule = (sources) =>
  sources.flatMap((source) => {
    const lines = source.text.split('\n').length - 1
    const explained = /^\s*(\/\/|\/\*)\s*\S[^\n]{30,}/.test(source.text)
    if (!/\.(ts|tsx|mjs|css)$/.test(source.name) || lines <= longest || explained) return []
    return [`${source.name} has ${lines} lines: split it, or say at its top why it is one piece`]
  })

/** ROLE-3: the permission table is the only place that compares a role or a level. */
const roleCompared =
  /\b[\w.?![\]]*(?:role|level)[?!]?\s*[=!]==?\s*['"`]|['"`][\w-]+['"`]\s*[=!]==?\s*[\w.?!]*\.?(?:role|level)\b|[=!]==?\s*['"`](?:admin|billing-admin|user-admin)['"`]|\bcase\s+['"`](?:admin|billing-admin|user-admin|member|owner|manager|agent)['"`]|\bswitch\s*\([^)]*(?:role|level)\)/i

export const comparedRoles: Rule = (sources) =>
  sources
    .filter((source) => isCode(source) && !isTest(source) && !source.name.startsWith('shared/domain/policy/'))
    .flatMap((source) => {
      const lines = withoutComments(source.text).split('\n')
      return lines
        .filter((line) => roleCompared.test(line))
        .map((line) => `${source.name} compares a role or level ("${line.trim()}"): ask shared/domain/policy`)
    })

/** Gmail's page is known in one folder, so that a change of Gmail's is repaired in one folder. */
const gmailSelector =
  /\.a3s\b|data-legacy-|data-thread-perm-id|\bh2\.hP\b|\bdiv\.ad[nf]\b|\bspan\.g[D3]\b|\btr\.zA\b|GLOBALS\[/

export const gmailSelectors: Rule = (sources) =>
  sources
    .filter((source) => isCode(source) && !isTest(source) && !source.name.startsWith('extension/gmail/'))
    .filter((source) => gmailSelector.test(withoutComments(source.text)))
    .map((source) => `${source.name} knows Gmail's page: that belongs in extension/gmail/`)

// Put together here, so that this file does not contain what it looks for.
const machine = new RegExp(
  [
    'registry' + String.raw`\.[a-z]+\.`,
    '"resol' + 'ved":',
    '/wo' + 'rk/',
    '/ro' + 'ot/',
    String.raw`(?<![.\w])/ho` + 'me/[a-z]',
  ].join('|'),
)

export const machineNames: Rule = (sources) =>
  sources.flatMap((source) =>
    source.text.split('\n').flatMap((line, i) => {
      const found = machine.exec(line)
      return found
        ? [`${source.name}:${i + 1} names a machine, a folder of one or a registry ("${found[0]}")`]
        : []
    }),
  )

/** A test that reaches Playwright needs the browser project, which builds first and has Chromium. */
export function misplacedBrowserTests(sources: Source[], isBrowserTest: (file: string) => boolean): string[] {
  const byName = new Map(sources.filter(isCode).map((source) => [source.name, source]))
  const reaches = (file: string, seen: Set<string>): boolean => {
    const source = byName.get(file)
    if (!source || seen.has(file)) return false
    seen.add(file)
    const imported = importsOf(source).filter((i) => !i.typeOnly)
    return imported.some((i) => (i.own ? reaches(i.target, seen) : i.target.startsWith('playwright')))
  }
  return [...byName.keys()]
    .filter((name) => /\.test\.tsx?$/.test(name) && !isBrowserTest(name) && reaches(name, new Set()))
    .map((name) => `${name} drives a browser: move it where vitest.config.ts looks for browser tests`)
}
