import { looksShared } from '../../shared/domain/model/email.ts'
import type { User } from '../../shared/domain/model/user.ts'
import { isAdmin } from '../../shared/domain/policy/column.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Checkbox } from '../../shared/ui/checkbox.tsx'
import { useDispatch } from '../use-dispatch.ts'
import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'

/** Does one person use the account, or do several? (USR-9) Shown where it may be changed, or is so. */
export function SharedChoice({ replica, user }: { replica: Replica; user: User }) {
  const dispatch = useDispatch(replica)
  const directory = replica.directory.value
  const standing = directory.standing(user.id)
  const reason = isAdmin(user)
    ? 'An Admin’s account is one person’s. Give it another role first.'
    : standing === null
      ? undefined
      : whyNot(directory, 'change roles', { user: standing })
  const change = (shared: boolean) => {
    const said = (is: boolean) =>
      is ? `Several people use ${personName(user)}.` : `${personName(user)} is one person’s.`
    void dispatch('user.share', { userId: user.id, shared }, said(shared), {
      label: 'Undo',
      onAction: () => void dispatch('user.share', { userId: user.id, shared: !shared }, said(!shared)),
    })
  }
  return (
    <>
      <Checkbox
        label="Several people use this account"
        hint={
          !user.shared && looksShared(user.email)
            ? 'It looks so: an address like this is usually read by several.'
            : user.shared
              ? 'It is never Admin. Better: invite each of them, and give each their own below.'
              : undefined
        }
        checked={user.shared}
        reason={reason}
        onChange={change}
      />
      {!isAdmin(user) && (
        <AskSomebody
          replica={replica}
          command={{ type: 'user.share', args: { userId: user.id, shared: !user.shared } }}
        />
      )}
    </>
  )
}
