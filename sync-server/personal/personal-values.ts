import { replaceValues } from '../../shared/domain/erase/replace-values.ts'
import type { PersonalValueRow } from '../store/schema/log.ts'
import type { Tx } from '../store/store.ts'
import { betweenTokens, tokenOf } from './token.ts'
import type { Sink } from './tokenise.ts'

const AT_ONCE = 200
/** Of one person; who changes their name thousands of times must not make every change of theirs wait for all of them. */
const LATEST = 100

/** Fields whose values tell in a sentence who is meant. A position or a number is also an ordinary word. */
export const NAMES_SOMEBODY: ReadonlySet<string> = new Set([
  'name',
  'userName',
  'email',
  'phone',
  'postalAddress',
])
const SAME_FIELD: Record<string, string> = {
  emailKey: 'email',
  formerly: 'email',
  formerNames: 'name',
}

const keyOf = (field: string, value: string) => `${field}\n${value}`

/** The personal values of the people in one history entry, each kept once for a person. */
export class PersonalValues implements Sink {
  readonly #organizationId: string
  /** By user: field and value → number. */
  readonly #numbers = new Map<string, Map<string, number>>()
  /** What is replaced in sentences: value → token. The later a value was met, the more it counts. */
  readonly #inTexts = new Map<string, string>()
  readonly #fresh: PersonalValueRow[] = []

  private constructor(organizationId: string) {
    this.#organizationId = organizationId
  }

  /** What was kept last of these people. Each person of the entry must be among them. */
  static async load(tx: Tx, organizationId: string, userIds: Iterable<string>): Promise<PersonalValues> {
    const values = new PersonalValues(organizationId)
    const ids = [...new Set(userIds)]
    for (const id of ids) values.#numbers.set(id, new Map())
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      const some = ids.slice(i, i + AT_ONCE)
      const rows = await tx
        .selectFrom('personal_values')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('user_id', 'in', some)
        .where('number', '>', (eb) =>
          eb
            .selectFrom('personal_values as all')
            .select((of) => of(of.fn.max('all.number'), '-', LATEST).as('first'))
            .whereRef('all.organization_id', '=', 'personal_values.organization_id')
            .whereRef('all.user_id', '=', 'personal_values.user_id'),
        )
        .execute()
      for (const { user_id: userId, number, field, value } of rows) {
        values.#numbers.get(userId)?.set(keyOf(field, value), number)
        values.#mayStandInTexts(field, value, tokenOf(userId, number))
      }
      const people = await tx
        .selectFrom('users')
        .select(['user_id', 'name', 'email'])
        .where('organization_id', '=', organizationId)
        .where('user_id', 'in', some)
        .where('state', '<>', 'erased')
        .execute()
      for (const { user_id: userId, name, email } of people) {
        if (email) values.token(userId, 'email', email)
        if (name) values.token(userId, 'name', name)
      }
    }
    return values
  }

  token(userId: string, field: string, value: string): string {
    const kind = SAME_FIELD[field] ?? field
    const numbers = this.#numbers.get(userId)
    if (!numbers) throw new Error(`the values of ${userId} were not loaded`)
    const known = numbers.get(keyOf(kind, value))
    const number = known ?? Math.max(0, ...numbers.values()) + 1
    if (known === undefined) {
      numbers.set(keyOf(kind, value), number)
      const organization_id = this.#organizationId
      this.#fresh.push({ organization_id, user_id: userId, number, field: kind, value })
    }
    const token = tokenOf(userId, number)
    this.#mayStandInTexts(kind, value, token)
    return token
  }

  #mayStandInTexts(field: string, value: string, token: string): void {
    if (NAMES_SOMEBODY.has(field)) this.#inTexts.set(value.toLowerCase(), token)
  }

  inText(text: string): string {
    return betweenTokens(text, (part) =>
      replaceValues(part, this.#inTexts.keys(), (value) => this.#inTexts.get(value.toLowerCase()) ?? value),
    )
  }

  /** Writes what was not kept before, but nothing that is being erased. */
  async save(tx: Tx, isErased: (userId: string, value: string) => boolean): Promise<void> {
    const rows = this.#fresh.splice(0).filter((row) => !isErased(row.user_id, row.value))
    for (let i = 0; i < rows.length; i += AT_ONCE)
      await tx
        .insertInto('personal_values')
        .values(rows.slice(i, i + AT_ONCE))
        .execute()
  }
}
