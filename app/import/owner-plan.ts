import type { OwnerChoice } from '../../shared/domain/import/owners.ts'
import type { IdKind } from '../../shared/domain/model/id.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { emailKey } from '../../shared/domain/model/email.ts'
import { ownerChoiceKey } from './owner-choice-key.ts'

export interface OwnerPlan {
  /** To be sent before any record, in this order. */
  commands: { type: string; args: unknown }[]
  /** Where the records of a choice go, by `ownerChoiceKey`. */
  portfolioOf: ReadonlyMap<string, string>
}

/** Places for the imported items: those that exist are used again, so that a second import makes no second one. */
export function planOwners(
  directory: Directory,
  workspaceId: string,
  owners: readonly { choice: OwnerChoice; name?: string | undefined }[],
  newId: (kind: IdKind) => string,
): OwnerPlan {
  const commands: OwnerPlan['commands'] = []
  const portfolioOf = new Map<string, string>()
  for (const { choice, name } of owners) {
    const key = ownerChoiceKey(choice)
    if (portfolioOf.has(key)) continue
    const known = knownPortfolio(directory, workspaceId, choice)
    if (known !== null) {
      portfolioOf.set(key, known)
      continue
    }
    const portfolioId = newId('portfolio')
    portfolioOf.set(key, portfolioId)
    commands.push(commandFor(directory, workspaceId, choice, portfolioId, newId, name))
  }
  return { commands, portfolioOf }
}

function knownPortfolio(directory: Directory, workspaceId: string, choice: OwnerChoice): string | null {
  if (choice.kind === 'nobody') {
    const real = directory.real(workspaceId)
    const same = directory.portfolios.find(
      (p) => p.workspaceId === real && p.origin === null && p.label === choice.label && holderOf(p) === null,
    )
    return same?.id ?? null
  }
  const userId = choice.kind === 'user' ? choice.userId : userWith(directory, choice.email)
  return userId === null ? null : (directory.homeOf(userId, workspaceId)?.id ?? null)
}

function commandFor(
  directory: Directory,
  workspaceId: string,
  choice: OwnerChoice,
  portfolioId: string,
  newId: (kind: IdKind) => string,
  name: string | undefined,
): { type: string; args: unknown } {
  if (choice.kind === 'nobody')
    return { type: 'portfolio.create', args: { portfolioId, workspaceId, label: choice.label } }
  const place = { workspaceId, level: 'agent', restrictions: [], portfolioId }
  const userId = choice.kind === 'user' ? choice.userId : userWith(directory, choice.email)
  if (userId !== null)
    return directory.real(userId) === directory.data.userId
      ? { type: 'portfolio.open-home', args: { portfolioId, workspaceId } }
      : { type: 'membership.set', args: { userId, place } }
  const email = choice.kind === 'invite' ? choice.email : ''
  const args = {
    userId: newId('user'),
    invitationId: newId('invitation'),
    email,
    ...(name && { name: name.slice(0, 120) }),
    role: 'member',
    workspaces: [place],
  }
  return { type: 'user.invite', args }
}

/** Somebody here, or invited, who has this address. */
function userWith(directory: Directory, email: string): string | null {
  const key = emailKey(email)
  const user = directory.users.find(
    (one) => one.emailKey === key && one.state !== 'deactivated' && one.state !== 'erased',
  )
  return user?.id ?? null
}
