import { organizationClaim, organizationTakeOver } from '../../shared/domain/commands/organization-claim.ts'
import { organizationPassOn } from '../../shared/domain/commands/organization-pass-on.ts'
import { userSetMails } from '../../shared/domain/commands/user-set-mails.ts'

const ONES_OWN = new Set(
  [organizationClaim, organizationTakeOver, organizationPassOn, userSetMails].map(({ type }) => type),
)

/** Done to, or for, whoever sends it: carried out in an Admin's name it would concern that Admin, and not who made it. */
export const isOnesOwn = (type: string): boolean => ONES_OWN.has(type)
