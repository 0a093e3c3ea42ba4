import { useState } from 'preact/hooks'
import { ACTIONS_SHOWN, cellSentence, explain } from '../../shared/domain/policy/explain.ts'
import { isOwnerLevel } from '../../shared/domain/policy/column.ts'
import type { Target } from '../../shared/domain/policy/scope.ts'
import { ACTION_WORDS } from '../../shared/domain/policy/rights-in-words.ts'
import type { Action } from '../../shared/domain/policy/table.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { RESTRICTION_NAMES } from '../../shared/flows/people/words.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Stack } from '../../shared/ui/layout.tsx'

/** "May Anna delete records in Sales?", answered with the rule that decides it. */
export function MaySomebody({ directory }: { directory: Directory }) {
  const [who, setWho] = useState<string | null>(directory.data.userId)
  const [action, setAction] = useState<string | null>(null)
  const [where, setWhere] = useState<string | null>(
    directory.workspaces.length === 1 ? (directory.workspaces[0]?.id ?? null) : null,
  )
  const [whom, setWhom] = useState<string | null>(null)
  const people = directory.users.flatMap((person) => {
    const known = directory.standing(person.id)
    return known && person.state !== 'erased'
      ? [{ id: person.id, label: personName(person), detail: person.email ?? '' }]
      : []
  })
  return (
    <Card title="May somebody do something?">
      <Stack gap={4}>
        <div class="roles__question">
          <Combobox
            label="Who"
            value={who}
            onChange={setWho}
            options={people}
            placeholder="Name or address"
          />
          <Combobox
            label="What"
            kind="plain"
            value={action}
            onChange={setAction}
            options={ACTIONS_SHOWN.map((id) => ({ id, label: ACTION_WORDS[id], keywords: id }))}
            placeholder="Hand over, edit, invite, …"
          />
          <Combobox
            label="In which workspace"
            kind="workspace"
            value={where}
            onChange={setWhere}
            options={directory.workspaces.map(({ id, name }) => ({ id, label: name }))}
            placeholder="in none"
          />
          <Combobox
            label="To whom, or whose"
            value={whom}
            onChange={setWhom}
            options={people}
            placeholder="nobody in particular"
          />
        </div>
        {who && action && (
          <Answer directory={directory} who={who} action={action as Action} where={where} whom={whom} />
        )}
      </Stack>
    </Card>
  )
}

function Answer(props: {
  directory: Directory
  who: string
  action: Action
  where: string | null
  whom: string | null
}) {
  const { directory, who, action, where, whom } = props
  const standing = directory.standing(who)
  if (!standing) return <Banner tone="warning">This device does not know the rights of this person.</Banner>
  const { allowed, cell, refusal } = explain(standing, action, targetOf(directory, where, whom))
  const name = personName(standing.user)
  const place = where ? ` in ${directory.nameOf(where)}` : ''
  const restrictions = where ? (directory.membership(who, where)?.restrictions ?? []) : []
  return (
    <Banner
      tone={allowed ? 'success' : 'warning'}
      title={`${allowed ? 'Yes' : 'No'}. ${name}${place}: ${lowerFirst(ACTION_WORDS[action])}`}
      announce
    >
      {[
        standing.user.state !== 'active' && `${name} is ${standing.user.state}.`,
        cell && cellSentence(cell),
        !cell && `${name} has no role and no level that this is about${place || ' without a workspace'}.`,
        restrictions.length > 0 &&
          `Restrictions of ${name}${place}: ${restrictions.map((r) => RESTRICTION_NAMES[r]).join(', ')}.`,
        refusal?.startsWith('Nobody') && refusal,
      ]
        .filter(Boolean)
        .join(' ')}
    </Banner>
  )
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** What the question is about; what it leaves open is taken as the usual case: a Member, as Agent. */
function targetOf(directory: Directory, where: string | null, whom: string | null): Target {
  const user = whom ? directory.standing(whom) : null
  return {
    ...(where && { workspaceId: where }),
    ...(user && { user }),
    role: user?.user.role ?? 'member',
    level: 'agent',
    ...(where && {
      hasOwner: directory.memberships.some((m) => m.workspaceId === where && isOwnerLevel(m.level)),
    }),
    ownersAddSeats: directory.organization?.ownersAddSeats ?? false,
    holder: whom,
  }
}
