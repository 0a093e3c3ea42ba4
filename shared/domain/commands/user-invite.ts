import { z } from 'zod'
import type { Standing } from '../decide/actor.ts'
import { type Change, create, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, type Decision, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { emailKey, emailSchema } from '../model/email.ts'
import { idSchema } from '../model/id.ts'
import { type Invitation, isOpenInvitation, newInvitation } from '../model/invitation.ts'
import { homePortfolio } from '../model/portfolio.ts'
import { EMPTY_PROFILE, roleSchema, type User } from '../model/user.ts'
import { profileSchema } from '../model/profile.ts'
import { userNameTaken } from '../policy/user-names.ts'
import { can } from '../policy/can.ts'
import { needsConfirmedAddress } from '../policy/confirmed-address.ts'
import { mayInvite } from '../policy/inviting.ts'
import { membershipAt, type Place, placeSchema } from './place.ts'

/**
 * Invites somebody by address (INV-1). They are Pending, with a home in each workspace, so that items can wait for them.
 * The same address invited twice is one invitation: the second command's ids become the first's (INV-8).
 */
export const userInvite = defineCommand({
  type: 'user.invite',
  args: z.strictObject({
    userId: idSchema('user'),
    invitationId: idSchema('invitation'),
    email: emailSchema,
    name: z.string().trim().max(120).optional(),
    role: roleSchema,
    /** INV-1: at most 10 here; more from each workspace. */
    workspaces: z.array(placeSchema).max(10),
    /** From an import (CSV-1). */
    profile: profileSchema.partial().optional(),
    /** Several people read this address (USR-9). */
    shared: z.literal(true).optional(),
    /** Only added, for now: the mail goes out with `invitation.resend`. */
    later: z.literal(true).optional(),
  }),
  *decide({ userId, invitationId, email, name, role, workspaces, profile, shared, later }, { actor, now }) {
    if (new Set(workspaces.map((p) => p.workspaceId)).size < workspaces.length)
      return refuse('bad-arguments', 'Not understood: workspaces: the same workspace twice')
    const refusal = (yield* mayInvite(actor, role, workspaces)) ?? (yield* needsConfirmedAddress(actor))
    if (refusal) return refusal
    for (const { workspaceId } of workspaces) {
      const workspace = yield* ask('workspace', { id: workspaceId })
      if (!workspace || workspace.archivedAt)
        return refuse('no-workspace', 'One of the workspaces is gone. Choose again.')
    }
    const known = yield* ask('userByEmail', { emailKey: emailKey(email) })
    if (known) {
      if (known.state === 'pending')
        return yield* joinInvitation(actor, known, { userId, invitationId, workspaces }, now)
      return refuse(...alreadyKnown(known, email, can(actor, 'see users') === null))
    }
    if (profile) {
      const stopped =
        can(actor, 'edit a profile', { role }) ?? (yield* userNameTaken(actor, profile.userName))
      if (stopped) return stopped
    }
    const user: User = {
      id: userId,
      name: name ?? '',
      ...EMPTY_PROFILE,
      ...profile,
      shared: shared === true,
      email,
      emailKey: emailKey(email),
      formerly: [],
      role,
      state: 'pending',
      createdAt: now,
      joinedAt: null,
      leftAt: null,
      lastActiveAt: null,
    }
    return accept([
      create('user', user),
      ...putInto(workspaces, userId, now),
      ...(later ? [] : invitedAgain(user, null, invitationId, actor, now)),
    ])
  },
  words: ({ email }) => `Invite ${email}`,
})

const putInto = (places: Place[], userId: string, now: string): Change[] =>
  places.flatMap((place) => [
    create('membership', membershipAt(userId, place)),
    create('portfolio', homePortfolio(place.portfolioId, place.workspaceId, userId, now)),
  ])

/**
 * Already pending: adds the workspaces they are not in, and says which ids the given ones became. An invitation that has
 * expired is sent again (INV-3): whoever invites somebody expects that a mail goes out.
 */
function* joinInvitation(
  actor: Standing,
  known: User,
  given: { userId: string; invitationId: string; workspaces: Place[] },
  now: string,
): Asking<Decision> {
  const invitation = yield* ask('pendingInvitation', { userId: known.id })
  const memberships = yield* ask('memberships', { userId: known.id })
  const homes = yield* ask('homesOf', { userId: known.id })
  const aliases: Record<string, string> = { [given.userId]: known.id }
  const changes: Change[] = []
  for (const place of given.workspaces) {
    const home = homes.find((p) => p.workspaceId === place.workspaceId)
    if (home) aliases[place.portfolioId] = home.id
    else changes.push(create('portfolio', homePortfolio(place.portfolioId, place.workspaceId, known.id, now)))
    if (!memberships.some((m) => m.workspaceId === place.workspaceId))
      changes.push(create('membership', membershipAt(known.id, place)))
  }
  if (invitation && isOpenInvitation(invitation, now)) aliases[given.invitationId] = invitation.id
  else {
    // It is theirs from now on, with all that was in it (INV-5).
    const refusal = yield* mayInvite(actor, known.role, memberships)
    if (refusal)
      return refuse(
        'invitation-expired',
        `${known.email} was invited before, and that invitation has expired. Ask an Admin to send it again.`,
      )
    changes.push(...invitedAgain(known, invitation, given.invitationId, actor, now))
  }
  return accept(changes, { aliases })
}

const invitedAgain = (
  known: User,
  old: Invitation | null,
  invitationId: string,
  actor: Standing,
  now: string,
): Change[] => [
  ...(old ? [put('invitation', { ...old, state: 'replaced' })] : []),
  create(
    'invitation',
    newInvitation({ id: invitationId, userId: known.id, email: known.email, invitedBy: actor.user.id }, now),
  ),
  { effect: 'mail', mail: 'invitation', userId: known.id, invitationId },
]

/** INV-9: says what the address is already, and what to do instead. */
function alreadyKnown(known: User, email: string, mayName: boolean): [code: string, message: string] {
  const who = mayName && known.name ? known.name : 'somebody here'
  if (known.state === 'deactivated')
    return [
      'deactivated-user',
      `${email} belongs to ${who}, who left. Restore them on the Users page instead of inviting again.`,
    ]
  return [
    'already-user',
    `${email} already belongs to ${who}. Open their page to change their workspaces or level.`,
  ]
}
