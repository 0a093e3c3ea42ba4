import { isOpenRequest } from '../../shared/domain/model/request.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'

/** How many wait for my yes or no; null where there are none of mine either, so that nobody needs the page. */
export function requestsForMe(directory: Directory): number | null {
  const me = directory.data.userId
  const now = new Date().toISOString()
  const concerning = directory.requests.filter(({ by, to }) => by === me || to.includes(me))
  if (concerning.length === 0) return null
  return concerning.filter((request) => request.by !== me && isOpenRequest(request, now)).length
}
