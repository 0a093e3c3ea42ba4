import { type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'

/** ROLE-5: refused when nobody would be left who is Admin and active; asked inside the transaction that would break it. */
export function* keepsAnAdmin(withoutUserId: string): Asking<Refusal | null> {
  const admins = yield* ask('activeAdmins', {})
  return admins.some((id) => id !== withoutUserId)
    ? null
    : refuse(
        'last-admin',
        'This is the only Admin. Make somebody else Admin first, so that the organization is never without one.',
      )
}
