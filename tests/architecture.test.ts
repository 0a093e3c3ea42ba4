import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { browserTests } from '../vitest.config.ts'
import * as rules from './architecture/rules.ts'
import type { Rule } from './architecture/rules.ts'
import { readSources, type Source } from './architecture/sources.ts'

const sources = readSources(path.resolve(import.meta.dirname, '..'))
const file = (name: string, text: string): Source => ({ name, text })
const matches = (name: string) => browserTests.some((pattern) => path.matchesGlob(name, pattern))

/** Each rule: what it is called, how it looks, files that break it and files that must not trouble it. */
const table: { name: string; rule: Rule; broken: Source[]; fine: Source[] }[] = [
  {
    name: 'a folder imports only what it may',
    rule: rules.edges,
    broken: [
      file('shared/domain/a.ts', "import { x } from '../protocol/x.ts'"),
      file('app/a.ts', "const later = () => import('../extension/x.ts')"),
      file('extension/a.ts', "export {\n  x,\n} from '../app/x.ts'"),
      file('sync-server/a.ts', "import type { X } from '../shared/replica/x.ts'"),
      file('shared/ui/a.tsx', "import '../../tests/x.css'"),
      file('shared/elsewhere/a.ts', ''),
    ],
    fine: [
      file('shared/replica/a.ts', "import { x } from '../protocol/x.ts'\nimport { y } from './y.ts'"),
      file('sync-server/a.test.ts', "import { world } from '../tests/world.ts'"),
      file('shared/domain/a.ts', "// import { x } from '../protocol/x.ts'\nconst says = 'see ../app/x.ts'"),
    ],
  },
  {
    name: 'the domain needs zod only, and what runs in a browser no Node',
    rule: rules.packages,
    broken: [
      file('shared/domain/a.ts', "import * as Y from 'yjs'"),
      file('shared/replica/a.ts', "import { readFileSync } from 'node:fs'"),
      file('app/a.ts', "import 'node:path'"),
    ],
    fine: [
      file('shared/domain/a.ts', "import { z } from 'zod'"),
      file('shared/domain/a.test.ts', "import fc from 'fast-check'"),
      file('sync-server/a.ts', "import path from 'node:path'"),
    ],
  },
  {
    name: 'no file imports itself by a way round',
    rule: rules.cycles,
    broken: [
      file('app/a.ts', "import { b } from './b.ts'"),
      file('app/b.ts', "import { c } from './deep/c.ts'"),
      file('app/deep/c.ts', "export * from '../a.ts'"),
    ],
    fine: [
      file('app/a.ts', "import { b } from './b.ts'\nimport { c } from './c.ts'"),
      file('app/b.ts', "import { c } from './c.ts'"),
      file('app/c.ts', "import type { A } from './a.ts'"),
    ],
  },
  {
    name: 'no barrel files',
    rule: rules.barrels,
    broken: [
      file('shared/ui/index.ts', "// everything\nexport * from './a.ts'\nexport {\n  b,\n} from './b.ts'\n"),
    ],
    fine: [
      file('shared/ui/a.ts', "export { b } from './b.ts'\nexport const a = 1\n"),
      file('shared/ui/c.ts', ''),
    ],
  },
  {
    name: 'files are named for what they do',
    rule: rules.names,
    broken: [file('app/utils.ts', ''), file('app/date-helpers.ts', ''), file('shared/ui/common.tsx', '')],
    fine: [file('app/users.ts', ''), file('app/command.ts', '')],
  },
  {
    name: 'a file of more than 300 lines says why',
    rule: rules.sizes,
    broken: [file('app/a.ts', 'x\n'.repeat(301)), file('app/b.ts', `// All of it\n${'x\n'.repeat(301)}`)],
    fine: [
      file('app/c.ts', 'x\n'.repeat(300)),
      file(
        'app/d.ts',
        `// One table, read top to bottom: splitting it would hide gaps.\n${'x\n'.repeat(400)}`,
      ),
      file('README.md', 'x\n'.repeat(400)),
    ],
  },
  {
    name: '[ROLE-3] only the policy compares a role or a level',
    rule: rules.comparedRoles,
    broken: [
      file('app/a.tsx', "if (user.role === 'admin') show()"),
      file('sync-server/a.ts', "return membership?.level !== 'agent'"),
      file('app/b.ts', "const is = 'owner' === user.level"),
      file('app/c.ts', 'switch (user.role) {\n  default:\n}'),
      file('app/d.ts', "const all = people.filter((p) => p.is === 'user-admin')"),
      file('shared/domain/commands/a.ts', "if (newRole == 'member') refuse()"),
    ],
    fine: [
      file('shared/domain/policy/a.ts', "return user.role === 'admin'"),
      file('app/a.tsx', '<div role="dialog" aria-level="2" />'),
      file('app/b.ts', "// never role === 'admin'\nconst changed = before.role !== after.role"),
      file('app/c.test.ts', "expect(user.role === 'admin').toBe(true)"),
    ],
  },
  {
    name: "Gmail's page is known in extension/gmail only",
    rule: rules.gmailSelectors,
    broken: [
      file('extension/panel/a.ts', "document.querySelector('div.a3s')"),
      file('app/a.ts', "'[data-legacy-thread-id]'"),
    ],
    fine: [file('extension/gmail/a.ts', "'.a3s'"), file('tests/gmail/page.ts', "'data-legacy-message-id'")],
  },
  {
    name: 'no file names a machine or a registry',
    rule: rules.machineNames,
    broken: [
      file('package-lock.json', `"resol${'ved'}": "x"`),
      file('README.md', `see /ro${'ot'}/x`),
      file('docs/b.md', `/ho${'me'}/anna`),
      file('docs/a.md', `https://registry${'.'}example.com/x`),
    ],
    fine: [
      file('README.md', 'the framework/ of a registry, ./ho' + 'me/home.ts'),
      file('docs/a.md', 'https://www.npmjs.com/package/x'),
    ],
  },
]

describe.each(table)('$name', ({ rule, broken, fine }) => {
  it('holds in this project', () => {
    expect(rule(sources)).toEqual([])
  })

  it('is seen where it is broken, and only there', () => {
    if (rule === rules.cycles) expect(rule(broken)).toHaveLength(1)
    else for (const source of broken) expect(rule([source]), source.text).not.toEqual([])
    expect(rule(fine)).toEqual([])
  })
})

describe('browser tests', () => {
  it('are where the browser project looks for them', () => {
    expect(rules.misplacedBrowserTests(sources, matches)).toEqual([])
  })

  it('and one elsewhere is seen, through what it imports too', () => {
    const world = file('tests/world.ts', "import { chromium } from 'playwright-core'")
    const story = file('tests/story.test.ts', "import { world } from './world.ts'")
    const placed = file('tests/browser/story.test.ts', "import { world } from '../world.ts'")
    expect(rules.misplacedBrowserTests([world, story, placed], matches)).toHaveLength(1)
  })
})

it('the scan reads real files', () => {
  expect(sources.map((source) => source.name)).toContain('tests/architecture/rules.ts')
  expect(sources.length).toBeGreaterThan(50)
})
