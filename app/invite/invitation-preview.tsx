import { INVITATION_DAYS } from '../../shared/domain/model/invitation.ts'
import { daysAfter } from '../../shared/domain/model/time.ts'
import { invitationWords } from '../../shared/domain/words/invitation-words.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'

/** The mail as the invited person will read it, before it goes out. */
export function InvitationPreview(props: {
  directory: Directory
  email: string
  workspaceIds: readonly string[]
}) {
  const { directory, email, workspaceIds } = props
  const me = directory.me?.user
  if (!me) return null
  const until = new Date(daysAfter(new Date().toISOString(), INVITATION_DAYS))
  const words = invitationWords({
    organization: directory.organization?.name ?? 'your organization',
    inviter: me.name || me.email,
    inviterEmail: me.email,
    workspaces: workspaceIds.map(directory.nameOf),
    until: until.toLocaleDateString('en-GB', { dateStyle: 'full' }),
    email: email || 'their address',
  })
  return (
    <details class="invite__preview">
      <summary>The invitation as they will see it</summary>
      <div class="invite__mail">
        <p class="invite__subject">{words.subject}</p>
        {words.paragraphs.map((text) => (
          <p key={text}>{text}</p>
        ))}
        <p>
          <span class="invite__button">{words.button}</span>
        </p>
        <p class="invite__footer">{words.footer}</p>
      </div>
    </details>
  )
}
