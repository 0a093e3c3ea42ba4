import { holderOf } from '../../shared/domain/model/portfolio.ts'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import { emailKey } from '../../shared/domain/model/email.ts'
import type { Person as Addressed } from '../gmail/people.ts'

/** Somebody in the open conversation, and who they are here (MAIL-3). */
export interface PersonHere {
  /** As Gmail shows the address. */
  email: string
  /** Gmail's name for it; the sender chose it. */
  name: string
  /** Null: unknown here. */
  user: Person | null
  /** The address is one that the user had before (HAND-2). */
  formerly: boolean
}

/** People of the conversation matched by address, in the conversation's order, each user once, oneself last. */
export function peopleHere(directory: Directory, people: readonly Addressed[]): PersonHere[] {
  const users = directory.users.filter((user) => user.state !== 'erased')
  const byKey = new Map(users.flatMap((user) => (user.emailKey ? [[user.emailKey, user] as const] : [])))
  const byFormer = new Map(
    users.flatMap((user) => (user.formerly ?? []).map((email) => [emailKey(email), user] as const)),
  )
  const found = people.map(({ email, name }): PersonHere => {
    const key = emailKey(email)
    const known = byKey.get(key)
    // Whoever's two users became one is known by the one that stayed (HAND-21).
    const now = known?.state === 'deactivated' && byFormer.has(key) ? undefined : known
    return { email, name, user: now ?? byFormer.get(key) ?? null, formerly: !now && byFormer.has(key) }
  })
  const seen = new Set<string>()
  const once = found.filter(({ user }) => {
    if (user && seen.has(user.id)) return false
    if (user) seen.add(user.id)
    return true
  })
  const isMe = ({ user }: PersonHere) => user?.id === directory.data.userId
  return [...once.filter((one) => !isMe(one)), ...once.filter(isMe)]
}

/** Who looks after what this person had first (MAIL-9): names, and whether some of it is looked after by nobody. */
export function successors(directory: Directory, userId: string): { names: string[]; orphaned: boolean } {
  const left = directory.portfolios.filter((portfolio) => portfolio.origin === userId)
  const holders = new Set(left.map(holderOf))
  return {
    names: [...holders].filter((id) => id !== null && id !== userId).map((id) => directory.nameOf(id ?? '')),
    orphaned: holders.has(null) || holders.has(userId),
  }
}
