import { emailSchema } from '../../shared/domain/model/email.ts'
import { proposedChoice, type OwnerChoice, type OwnerValue } from '../../shared/domain/import/owners.ts'
import { wordsOf } from '../../shared/domain/import/table.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'

/** A column with more distinct values than this does not say who looks after something. */
export const MOST_OWNERS = 500

/** What an owner value is called: "employee 7" for a bare number in the column `employeeID`; a name stays as it is. */
export function ownerLabel(label: string, column: string): string {
  if (!/^\d+$/.test(label)) return label
  const words = wordsOf(column).filter((word) => !/^(id|no|nr|number)$/.test(word))
  return [...words, label].join(' ')
}

/** The name of somebody to invite, as far as the file tells it. */
export const personName = (label: string | undefined): string | undefined =>
  label && !/[@\d]/.test(label) ? label : undefined

/**
 * What the step begins with: the person who is meant; or who took over what came under this label before; or nobody yet,
 * under the label.
 */
export function startChoice(directory: Directory, workspaceId: string, owner: OwnerValue): OwnerChoice {
  const proposed = proposedChoice(owner)
  if (proposed.kind !== 'nobody') return proposed
  const real = directory.real(workspaceId)
  const before = directory.portfolios.find(
    (p) => p.workspaceId === real && p.origin === null && p.label === proposed.label,
  )
  const holder = before ? holderOf(before) : null
  const isHere = holder !== null && directory.user(holder)?.state === 'active'
  return isHere && directory.homeOf(holder, workspaceId) ? { kind: 'user', userId: holder } : proposed
}

/** What is missing in the choices, in a sentence; null: nothing. */
export function choiceProblem(choices: readonly OwnerChoice[]): string | null {
  for (const choice of choices)
    if (choice.kind === 'invite' && !emailSchema.safeParse(choice.email).success)
      return choice.email.trim() === ''
        ? 'Type the address of each person to invite.'
        : `“${choice.email}” is not an email address.`
  return null
}
