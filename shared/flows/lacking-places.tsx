import type { Plan } from '../domain/model/handover.ts'
import type { Directory } from '../replica/directory/directory.ts'
import { Stack } from '../ui/layout.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { whyNotPutIn } from './people/may.ts'
import { LEVEL_NAMES } from './people/words.ts'

/** What becomes of a part whose receiver has no level there: they get one, or nobody looks after it. */
export type PartChoice = 'access' | 'unassigned'

/**
 * The parts that the receiver may not take as things stand. `plan` is the one with everything moving, so that its `access`
 * names them.
 */
export const lackingParts = (plan: Plan | null): Plan['access'] => plan?.access ?? []

/** What was chosen for a part; letting somebody in is the usual answer where I may give it. */
export function choiceFor(
  directory: Directory,
  part: Plan['access'][number],
  to: string,
  chosen: ReadonlyMap<string, PartChoice>,
): PartChoice | null {
  const choice = chosen.get(part.workspaceId)
  return choice ?? (whyNotLetIn(directory, part, to) === undefined ? 'access' : null)
}

/** For each workspace in which the receiver has no level: let them in, or leave the part with nobody (HAND-24). */
export function LackingParts(props: {
  directory: Directory
  /** Whose items they are; null for what nobody looks after already. */
  from: string | null
  to: string
  parts: Plan['access']
  chosen: ReadonlyMap<string, PartChoice>
  onChange: (chosen: ReadonlyMap<string, PartChoice>) => void
}) {
  const { directory, from, to, parts, chosen, onChange } = props
  const name = directory.nameOf(to)
  return (
    <Stack gap={4}>
      {parts.map((part) => {
        const { workspaceId, level } = part
        const place = directory.nameOf(workspaceId)
        return (
          <RadioGroup<PartChoice>
            key={workspaceId}
            label={`${name} is not in ${place}. What becomes of the items there?`}
            hint="Or choose another person above."
            columns
            value={choiceFor(directory, part, to, chosen)}
            onChange={(choice) => onChange(new Map(chosen).set(workspaceId, choice))}
            options={[
              {
                value: 'access',
                label: `Let ${name} in`,
                description: `As ${LEVEL_NAMES[level]}, and the items there move, too.`,
                reason: whyNotLetIn(directory, part, to),
              },
              {
                value: 'unassigned',
                label: 'Leave them with nobody',
                description: from
                  ? `Everybody in ${place} finds them as “left by ${directory.nameOf(from)}”. They can be handed over later.`
                  : 'They stay as they are.',
              },
            ]}
          />
        )
      })}
    </Stack>
  )
}

const whyNotLetIn = (
  directory: Directory,
  { workspaceId, level }: Plan['access'][number],
  to: string,
): string | undefined => whyNotPutIn(directory, workspaceId, level, directory.standing(to) ?? undefined)
