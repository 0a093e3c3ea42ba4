import type { Traces } from '../../shared/domain/decide/question.ts'
import { isNamedIn, namesIn, requestNames } from '../../shared/domain/erase/erase-user.ts'
import { formerlyBut, madeOneWith } from '../../shared/domain/handover/made-one.ts'
import { NAMES_SOMEBODY } from '../personal/personal-values.ts'
import { toHandover } from '../store/rows/handover.ts'
import { toInvitation } from '../store/rows/invitation.ts'
import { toRequest } from '../store/rows/request.ts'
import { toPortfolio } from '../store/rows/portfolio.ts'
import { toUser } from '../store/rows/user.ts'
import type { Tx } from '../store/store.ts'

/** Every name and address of somebody, and the rows of others in which they stand (LIFE-6). */
export async function tracesOf(tx: Tx, organizationId: string, userId: string): Promise<Traces> {
  const rows = {
    users: () => tx.selectFrom('users').selectAll().where('organization_id', '=', organizationId),
    invitations: () => tx.selectFrom('invitations').selectAll().where('organization_id', '=', organizationId),
    handovers: () => tx.selectFrom('handovers').selectAll().where('organization_id', '=', organizationId),
    portfolios: () => tx.selectFrom('portfolios').selectAll().where('organization_id', '=', organizationId),
  }
  const user = await rows.users().where('user_id', '=', userId).executeTakeFirst()
  const invitations = await rows.invitations().where('user_id', '=', userId).execute()
  const handovers = (await rows.handovers().execute()).map(toHandover)
  const kept = await tx
    .selectFrom('personal_values')
    .select(['field', 'value'])
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()

  const values = new Set(kept.filter(({ field }) => NAMES_SOMEBODY.has(field)).map(({ value }) => value))
  if (user) {
    const { name, formerNames, userName, phone, postalAddress, email, emailKey, formerly } = toUser(user)
    const one = [name, userName, phone, postalAddress, email, emailKey]
    for (const value of [...one, ...formerNames, ...formerly]) if (value) values.add(value)
  }
  for (const { email, email_key: emailKey } of invitations) values.add(email).add(emailKey)
  for (const handover of handovers)
    if (handover.kind === 'switch' && handover.userId === userId)
      // Also the name that was to come with a change that was called off, and never was theirs.
      for (const value of [handover.oldEmail, handover.newEmail, handover.oldName, handover.newName])
        if (value) values.add(value)
  values.delete('')

  const requests = await tx
    .selectFrom('requests')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .execute()
  const labelled = await rows.portfolios().where('label', '<>', '').execute()
  const others = [...madeOneWith(handovers, userId)]
  const madeOne = await rows
    .users()
    .where('user_id', 'in', ['', ...others])
    .execute()
  const erased = await rows.users().where('state', '=', 'erased').execute()
  const all = [...values]
  return {
    values: all,
    invitations: invitations.map(toInvitation),
    handovers: handovers.filter((handover) => namesIn(handover, userId, all)),
    requests: requests.map(toRequest).filter((request) => requestNames(request, userId, all)),
    portfolios: labelled.map(toPortfolio).filter(({ label }) => isNamedIn(label, all)),
    madeOne: madeOne.map(toUser).filter((other) => formerlyBut(other, all).length < other.formerly.length),
    erasedBefore: erased.length,
  }
}
