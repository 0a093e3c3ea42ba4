import { appointAdmin } from '../../shared/domain/commands/admin-appoint.ts'
import { type Refusal, refuse } from '../../shared/domain/decide/decision.ts'
import { emailKey } from '../../shared/domain/model/email.ts'
import { decideCommand } from '../decide/decide-command.ts'
import type { Deciding } from '../decide/ports.ts'
import { newId } from '../new-id.ts'

/**
 * Makes the person with this address an Admin of the organization with this name or id, as the server's operator (ROLE-14).
 * What is wrong is said so that the operator knows what to type instead.
 */
export async function appointAsOperator(
  deciding: Deciding,
  { organization, email }: { organization: string; email: string },
): Promise<{ status: 'accepted'; organization: string; person: string } | Refusal> {
  const { read } = deciding.store
  const organizations = await read.selectFrom('organizations').select(['organization_id', 'name']).execute()
  const wanted = organization.trim().toLowerCase()
  const fitting = organizations.filter(
    (one) => one.organization_id === organization.trim() || one.name.toLowerCase() === wanted,
  )
  const [found] = fitting
  if (!found)
    return refuse(
      'no-organization',
      `There is no organization “${organization}”. There are: ${organizations.map((one) => `${one.name} (${one.organization_id})`).join(', ') || 'none'}.`,
    )
  if (fitting.length > 1)
    return refuse(
      'several',
      `Several are called “${organization}”. Say which by its id: ${fitting.map((one) => one.organization_id).join(', ')}.`,
    )
  const user = await read
    .selectFrom('users')
    .select(['user_id', 'name', 'email'])
    .where('organization_id', '=', found.organization_id)
    .where('email_key', '=', emailKey(email))
    .where('state', '<>', 'erased')
    .executeTakeFirst()
  if (!user) return refuse('no-user', `Nobody in ${found.name} has the address ${email}.`)
  const person = user.name || user.email
  const answer = await decideCommand(
    deciding,
    found.organization_id,
    { actorId: 'operator', userId: null },
    { id: newId('command'), type: 'admin.appoint', args: { userId: user.user_id } },
    {
      decide: () => appointAdmin(user.user_id),
      words: () => `The operator of the server made ${person} an Admin`,
    },
  )
  if (answer.status === 'refused') return refuse(answer.code, answer.message)
  return { status: 'accepted', organization: found.name, person }
}
