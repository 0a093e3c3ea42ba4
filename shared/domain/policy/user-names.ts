import type { Standing } from '../decide/actor.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { userNameKey } from '../model/profile.ts'
import { can } from './can.ts'

/** A user name is one person's (USR-3); whose, only who sees all people is told. `forUserId` may have it already. */
export function* userNameTaken(
  actor: Standing,
  userName: string | null | undefined,
  forUserId?: string,
): Asking<Refusal | null> {
  if (!userName) return null
  const other = yield* ask('userByUserName', { userNameKey: userNameKey(userName) })
  if (!other || other.id === forUserId) return null
  const mayName = can(actor, 'see users') === null && other.name !== ''
  return refuse(
    'user-name-taken',
    mayName ? `The user name ${userName} belongs to ${other.name}.` : `The user name ${userName} is taken.`,
  )
}
