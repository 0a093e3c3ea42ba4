import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Small files that take long. Vitest begins with the largest, so one of these would run alone at the end while the other worker waits. */
const LONG = [
  'tests/simulation/simulation.test.ts',
  'tests/app/accessibility.browser.test.ts',
  'tests/records/records.browser.test.ts',
]

const isShort = ({ moduleId }: TestSpecification) => !LONG.some((name) => moduleId.endsWith(`/${name}`))
const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder

/** Within each project, files that are known to take long first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => groupOf(a) - groupOf(b) || Number(isShort(a)) - Number(isShort(b)))
  }
}
