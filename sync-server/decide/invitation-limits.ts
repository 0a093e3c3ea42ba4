import { type Change, isRowChange } from '../../shared/domain/decide/change.ts'
import { type Refusal, refuse } from '../../shared/domain/decide/decision.ts'
import type { Invitation } from '../../shared/domain/model/invitation.ts'
import { daysAfter } from '../../shared/domain/model/time.ts'
import { momentInWords } from '../moment-in-words.ts'
import type { Tx } from '../store/store.ts'

/** Invitations mailed within a day, sent again or not: nobody's mailbox is flooded, and no organization is a sender of spam. */
export const INVITATIONS_A_DAY = { toOneAddress: 5, byOnePerson: 500, ofOneOrganization: 1_000 }
/**
 * Changes of address concern people who are here already; a whole company may move to a new domain in one day (HAND-20). But no
 * more than so many for each of them: a change that is called off and begun anew can go to a stranger's address each time.
 */
export const CHANGES_A_DAY = { ...INVITATIONS_A_DAY, byOnePerson: 1_000, ofOneOrganization: 2_000 }
const CHANGES_OF_ONE = 3

interface Limited {
  tx: Tx
  organizationId: string
  /** ISO. */
  now: string
  /** How many times the usual limits; null: none. */
  factor: number | null
}

/**
 * Counts the invitations that a decision mails, and refuses the first one that is too many, saying when there is room again.
 * No device can know this, so it is asked beside `decide`, like whether an id is taken.
 */
export async function tooManyInvitations(at: Limited, changes: Change[]): Promise<Refusal | null> {
  if (at.factor === null) return null
  for (const invitation of mailedBy(changes)) {
    const refusal = await tooMany(at, invitation, at.factor)
    if (refusal) return refusal
    await at.tx
      .insertInto('invitation_mails')
      .values({
        organization_id: at.organizationId,
        email_key: invitation.emailKey,
        invited_by: invitation.invitedBy,
        at: at.now,
      })
      .execute()
  }
  return null
}

function mailedBy(changes: Change[]): Invitation[] {
  const mailed = new Set(
    changes.flatMap((change) =>
      'effect' in change && change.effect === 'mail' && change.invitationId ? [change.invitationId] : [],
    ),
  )
  return changes
    .filter(isRowChange)
    .flatMap((change) => ('put' in change && change.put === 'invitation' ? [change.row] : []))
    .filter(({ id }) => mailed.has(id))
}

async function tooMany(
  { tx, organizationId, now }: Limited,
  { email, emailKey, invitedBy, purpose }: Invitation,
  factor: number,
): Promise<Refusal | null> {
  const dayAgo = daysAfter(now, -1)
  await tx.deleteFrom('invitation_mails').where('at', '<=', dayAgo).execute()
  const mails = () => tx.selectFrom('invitation_mails').select('at').orderBy('at', 'desc')
  const own = () => mails().where('organization_id', '=', organizationId)
  const most = purpose === 'switch' ? await changesADay() : INVITATIONS_A_DAY
  const limits = [
    {
      // Of every organization: the mailbox is one.
      query: mails().where('email_key', '=', emailKey),
      max: most.toOneAddress,
      what: `${email} was sent an invitation several times within a day`,
    },
    {
      query: own().where('invited_by', '=', invitedBy),
      max: most.byOnePerson,
      what: 'You have sent very many invitations within a day',
    },
    {
      query: own(),
      max: most.ofOneOrganization,
      what: 'Very many invitations went out within a day',
    },
  ]
  for (const { query, max, what } of limits) {
    // The one that has to grow a day old before there is room.
    const full = await query
      .offset(Math.ceil(max * factor) - 1)
      .limit(1)
      .executeTakeFirst()
    if (full)
      return refuse('too-many-invitations', `${what}. The next one can go out ${await roomAt(full.at)}.`)
  }
  return null

  async function changesADay(): Promise<typeof CHANGES_A_DAY> {
    const { count } = await tx
      .selectFrom('users')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('organization_id', '=', organizationId)
      .where('state', 'in', ['active', 'blocked'])
      .executeTakeFirstOrThrow()
    const within = (usual: number, most: number) =>
      Math.min(most, Math.max(usual, Number(count) * CHANGES_OF_ONE))
    const { toOneAddress, byOnePerson, ofOneOrganization } = INVITATIONS_A_DAY
    return {
      toOneAddress,
      byOnePerson: within(byOnePerson, CHANGES_A_DAY.byOnePerson),
      ofOneOrganization: within(ofOneOrganization, CHANGES_A_DAY.ofOneOrganization),
    }
  }

  async function roomAt(at: string): Promise<string> {
    const { time_zone } = await tx
      .selectFrom('organizations')
      .select('time_zone')
      .where('organization_id', '=', organizationId)
      .executeTakeFirstOrThrow()
    return `after ${momentInWords(daysAfter(at, 1), time_zone)}`
  }
}
