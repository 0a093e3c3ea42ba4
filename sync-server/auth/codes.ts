import { randomBytes } from 'node:crypto'
import { type Refusal, refuse } from '../../shared/domain/decide/decision.ts'
import { noteAddressUse } from '../address-uses/note-use.ts'
import { type Clock, isoNow } from '../clock.ts'
import { addMailJob } from '../jobs/add-job.ts'
import type { Store } from '../store/store.ts'
import { accountWithAddress } from './accounts.ts'
import { emailKey } from '../../shared/domain/model/email.ts'
import { needsProvider } from './identities.ts'
import type { OpenIdProvider } from './openid/provider.ts'
import { hashToken, makeToken, sameText, type Secret } from './secret.ts'

export const CODE_MINUTES = 10
export const CODE_TRIES = 5

interface Codes {
  store: Store
  clock: Clock
  secret: Secret
  openId: Pick<OpenIdProvider, 'issuer' | 'name'> | null
}

/**
 * Makes a code and mails it. The same for addresses that are known and those that are not. `binding` goes to the browser or
 * extension that asked, and only there the code counts. Earlier codes stay good where they were asked for: a stranger who
 * asks for codes to somebody's address must not take away theirs.
 */
export async function makeCode(
  { store, clock }: Pick<Codes, 'store' | 'clock'>,
  email: string,
): Promise<{ codeId: string; binding: string }> {
  const now = isoNow(clock)
  const codeId = `code_${randomBytes(16).toString('base64url')}`
  const binding = makeToken()
  await store.write(async (tx) => {
    await tx
      .insertInto('codes')
      .values({
        code_id: codeId,
        email_key: emailKey(email),
        email: email.trim(),
        binding_hash: hashToken(binding),
        created_at: now,
        expires_at: new Date(Date.parse(now) + CODE_MINUTES * 60_000).toISOString(),
        tries: 0,
      })
      .execute()
    await noteAddressUse(tx, { emailKey: emailKey(email), kind: 'code', at: now })
    // To the address as it counts, not as it was typed: a mail server may read the typed one in another way than we do.
    await addMailJob(tx, null, { mail: 'code', codeId, address: emailKey(email) }, now)
  })
  return { codeId, binding }
}

const NOT_HERE = refuse(
  'other-browser',
  'This code was asked for in another browser. Ask for a new code here.',
)

/** Trades a code for the account of its address. Five tries, ten minutes, once, and only where it was asked for. */
export async function redeemCode(
  { store, clock, secret, openId }: Codes,
  given: { codeId: string; code: string; binding: string },
): Promise<{ status: 'accepted'; accountId: string; email: string } | Refusal> {
  const now = isoNow(clock)
  return store.write(async (tx) => {
    const row = await tx
      .selectFrom('codes')
      .selectAll()
      .where('code_id', '=', given.codeId)
      .executeTakeFirst()
    // Another browser's tries do not count, or it could use them up.
    if (!row || !sameText(row.binding_hash, hashToken(given.binding))) return NOT_HERE
    if (row.tries >= CODE_TRIES)
      return refuse('too-many-tries', 'That were five wrong codes. Ask for a new one.')
    if (row.ended_at !== null) return refuse('code-ended', 'This code was used already. Ask for a new one.')
    if (now >= row.expires_at)
      return refuse('code-expired', `The code was good for ${CODE_MINUTES} minutes. Ask for a new one.`)
    await noteAddressUse(tx, { emailKey: row.email_key, kind: 'sign-in', at: now })
    const right = sameText(secret.codeOf(row.code_id), given.code)
    const tries = row.tries + (right ? 0 : 1)
    await tx
      .updateTable('codes')
      .set({ tries, ...(right && { ended_at: now }) })
      .where('code_id', '=', row.code_id)
      .execute()
    if (!right)
      return tries >= CODE_TRIES
        ? refuse('too-many-tries', 'That were five wrong codes. Ask for a new one.')
        : refuse('wrong-code', `That is not the code in the mail. ${triesLeft(CODE_TRIES - tries)}`)
    const accountId = await accountWithAddress(tx, row.email, now)
    if (await needsProvider(tx, accountId, openId?.issuer ?? null))
      return refuse('use-openid', codesNotAllowed(row.email, openId?.name ?? ''))
    return { status: 'accepted' as const, accountId, email: row.email }
  })
}

/** What somebody reads instead of being let in, or instead of a code. */
export const codesNotAllowed = (email: string, provider: string): string =>
  `${email} signs in with ${provider}, so a mailed code does not open it. Press “Continue with ${provider}”; if you can’t, ask an Admin of your organization to allow codes for you.`

const triesLeft = (left: number): string => (left === 1 ? 'One try is left.' : `${left} tries are left.`)
