import type { NameOf } from '../decide/command.ts'
import type { Plan } from '../model/handover.ts'

const AFTERWARDS = { stay: null, block: 'block', deactivate: 'deactivate' }

/**
 * ", let Ben into Sales as Owner, deactivate Anna": what a plan does beside moving items. Whoever says yes to somebody else's
 * plan may read no more of it than these words.
 */
export function besideItems({ from, to, access, afterwards, erase }: Plan, nameOf: NameOf): string {
  const verb = AFTERWARDS[afterwards]
  const parts = [
    ...access.map(
      ({ workspaceId, level }) =>
        `let ${nameOf(to)} into ${nameOf(workspaceId)} as ${level.charAt(0).toUpperCase()}${level.slice(1)}`,
    ),
    ...(verb && from ? [`${verb} ${nameOf(from)}`] : []),
    ...(erase ? ['erase their personal data when it can’t be undone any more'] : []),
  ]
  return parts.map((part) => `, ${part}`).join('')
}
