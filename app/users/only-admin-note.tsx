import { isAdmin } from '../../shared/domain/policy/column.ts'
import { answersOf } from '../../shared/replica/directory/answer.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Banner } from '../../shared/ui/banner.tsx'

/** ROLE-5: with one Admin, says to that Admin why a second is wise. Where everybody works alone there is nobody to choose. */
export function OnlyAdminNote({ directory }: { directory: Directory }) {
  const { me } = directory
  const admins = answersOf(directory)({ kind: 'activeAdmins' })
  const others = directory.users.filter((user) => user.state === 'active' && user.id !== me?.user.id)
  if (!me || !isAdmin(me.user) || others.length === 0) return null
  if (!Array.isArray(admins) || admins.length !== 1) return null
  return (
    <Banner tone="info" title="You are the only Admin">
      If you lose your address or leave, nobody could let people in or out. Give the role Admin to a second
      person.
    </Banner>
  )
}
