import { unseenPeople } from '../../shared/domain/billing/unseen.ts'
import type { User } from '../../shared/domain/model/user.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { useNow } from '../use-now.ts'

/** Whoever has a seat and was not seen for 60 days; empty where this device does not see everybody. */
export function useUnseen(directory: Directory): User[] {
  const now = useNow()
  // Without a subscription their seats cost nothing.
  if (!directory.organization || directory.ended) return []
  return unseenPeople(directory.data.tables.user.values(), now).filter(
    (user) => user.id !== directory.me?.user.id,
  )
}
