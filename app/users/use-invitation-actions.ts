import type { Person } from '../../shared/replica/directory/directory.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { whyNotInvite } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { useDispatch } from '../use-dispatch.ts'

/** What can be done with an open invitation (INV-3), and why not. */
export function useInvitationActions(replica: Replica, person: Person) {
  const dispatch = useDispatch(replica)
  const directory = replica.directory.value
  const places = directory.membershipsOf(person.id).map(({ workspaceId, level }) => ({ workspaceId, level }))
  const name = personName(person)
  return {
    reason: whyNotInvite(directory, person.role ?? 'member', places),
    resend: () =>
      dispatch(
        'invitation.resend',
        { userId: person.id, invitationId: newId('invitation') },
        `Invitation sent to ${name} again. The link in the earlier mail no longer works.`,
      ),
    revoke: () =>
      dispatch('invitation.revoke', { userId: person.id }, `The invitation of ${name} was taken back.`),
  }
}
