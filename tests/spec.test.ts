import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSources, withoutComments, type Source } from './architecture/sources.ts'

/** How many rules each section has. A rule that is added, dropped or renumbered by mistake shows here. */
const counts = {
  ROLE: 15,
  INV: 13,
  USR: 11,
  LIFE: 10,
  HAND: 27,
  REC: 5,
  WF: 4,
  INT: 1,
  BILL: 5,
  CSV: 2,
  AUD: 1,
  API: 2,
  MAIL: 9,
  SYNC: 8,
}

interface Specification {
  built: string[]
  planned: string[]
}

/** The rules of a SPEC.md: each begins a line as **ROLE-4**, followed by _(planned)_ until it is built. */
function readSpecification(text: string): Specification {
  const rules = [...text.matchAll(/^(?:[-*] )?\*\*([A-Z]+-\d+)\*\*( [*_]\(planned\)[*_])?/gm)]
  return {
    built: rules.filter((rule) => !rule[2]).map((rule) => rule[1]!),
    planned: rules.filter((rule) => rule[2]).map((rule) => rule[1]!),
  }
}

/** The rules that tests name, and where. */
function rulesInTests(sources: Source[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const source of sources.filter(({ name }) => /\.test\.tsx?$/.test(name))) {
    for (const [, rule] of withoutComments(source.text).matchAll(/\[([A-Z]+-\d+)\]/g)) {
      if (!found.get(rule!)?.includes(source.name))
        found.set(rule!, [...(found.get(rule!) ?? []), source.name])
    }
  }
  return found
}

/** Where specification and tests disagree, one line each. */
function disagreements({ built, planned }: Specification, tested: Map<string, string[]>): string[] {
  return [
    ...built.filter((rule) => !tested.has(rule)).map((rule) => `${rule} is built, but no test names it`),
    ...[...tested].flatMap(([rule, files]) => {
      if (built.includes(rule)) return []
      if (planned.includes(rule)) return [`${rule} is marked planned, but has tests in ${files.join(', ')}`]
      return [`${rule} is no rule of SPEC.md, but is named in ${files.join(', ')}`]
    }),
  ]
}

const root = path.resolve(import.meta.dirname, '..')
const specification = readSpecification(readFileSync(path.join(root, 'SPEC.md'), 'utf8'))

describe('SPEC.md', () => {
  it('has each rule once, in order', () => {
    const expected = Object.entries(counts).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, i) => `${section}-${i + 1}`),
    )
    const text = readFileSync(path.join(root, 'SPEC.md'), 'utf8')
    const written = [...text.matchAll(/^(?:[-*] )?\*\*([A-Z]+-\d+)\*\*/gm)].map((rule) => rule[1])
    expect(written).toEqual(expected)
  })

  it('agrees with the tests about what is built', () => {
    expect(disagreements(specification, rulesInTests(readSources(root)))).toEqual([])
  })
})

describe('the comparison', () => {
  // Put together, so that these examples are no names of rules themselves.
  const named = (...rules: string[]) => rules.map((rule) => `[${rule}]`).join(' ')
  const spec = readSpecification('**ROLE-1** Built.\n\n**ROLE-2** _(planned)_ Not.\n\nSee **ROLE-3**.')
  const tests = (text: string) => rulesInTests([{ name: 'app/a.test.ts', text }])

  it('accepts built rules with tests and planned ones without', () => {
    expect(disagreements(spec, tests(`it('${named('ROLE-1')} works')`))).toEqual([])
  })

  it('sees a built rule without a test, also when only a comment names it', () => {
    expect(disagreements(spec, tests(`// ${named('ROLE-1')}`))).toEqual([
      'ROLE-1 is built, but no test names it',
    ])
  })

  it('sees a planned rule with a test, and a rule that does not exist, in one name too', () => {
    expect(disagreements(spec, tests(`it('${named('ROLE-1', 'ROLE-2', 'ROLE-99')} works')`))).toEqual([
      'ROLE-2 is marked planned, but has tests in app/a.test.ts',
      'ROLE-99 is no rule of SPEC.md, but is named in app/a.test.ts',
    ])
  })
})
