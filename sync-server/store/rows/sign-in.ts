import type { SignIn } from '../../../shared/domain/model/sign-in.ts'
import type { SignInRow } from '../schema/directory.ts'
import { neverRemoved, type RowMapper } from './mapper.ts'

export const toSignIn = (row: SignInRow): SignIn => ({
  id: row.user_id,
  codesAllowed: row.codes_allowed === 1,
  claim: row.claim === null ? null : (JSON.parse(row.claim) as SignIn['claim']),
})

export const signInMapper: RowMapper<'signIn'> = {
  async read(tx, organizationId, key) {
    const row = await tx
      .selectFrom('sign_ins')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', key)
      .executeTakeFirst()
    return row ? toSignIn(row) : null
  },
  async put(tx, organizationId, signIn) {
    const values = {
      codes_allowed: signIn.codesAllowed ? 1 : 0,
      claim: signIn.claim && JSON.stringify(signIn.claim),
    }
    await tx
      .insertInto('sign_ins')
      .values({ organization_id: organizationId, user_id: signIn.id, ...values })
      .onConflict((conflict) => conflict.columns(['organization_id', 'user_id']).doUpdateSet(values))
      .execute()
  },
  remove: neverRemoved('signIn'),
}
