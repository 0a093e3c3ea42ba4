import { Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { User } from '../../shared/domain/model/user.ts'
import { isAdmin } from '../../shared/domain/policy/column.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Menu } from '../../shared/ui/menu.tsx'
import { link } from '../link.ts'
import { employeesWorkspace } from '../../shared/flows/people/employees-workspace.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { LEVEL_NAMES, RESTRICTION_NAMES } from '../../shared/flows/people/words.ts'
import { LevelDialog } from './level-dialog.tsx'
import { RemoveFromWorkspaceDialog } from './remove-from-workspace-dialog.tsx'
import { AskForm } from '../requests/ask-form.tsx'

type Open = { dialog: 'level'; workspaceId: string | null } | { dialog: 'remove'; workspaceId: string } | null

/** Where somebody works, and as what (ROLE-2). */
export function WorkspacesCard({ replica, user }: { replica: Replica; user: User }) {
  const directory = replica.directory.value
  const [open, setOpen] = useState<Open>(null)
  const standing = directory.standing(user.id)
  const memberships = directory.membershipsOf(user.id)
  const gone = user.state === 'deactivated' || user.state === 'erased'
  const inIds = new Set(memberships.map((m) => m.workspaceId))
  const others = directory.workspaces.filter(
    (w) => !w.archivedAt && !inIds.has(w.id) && w.id !== employeesWorkspace(directory),
  )
  const putReason = (workspaceId: string) =>
    whyNot(directory, 'put in or out of a workspace', { workspaceId, ...(standing && { user: standing }) })
  const levelReason = (workspaceId: string) =>
    whyNot(directory, 'set level', { workspaceId, ...(standing && { user: standing }) })
  const reasons = others.map((w) => putReason(w.id))
  const addReason = gone
    ? 'Restore them first.'
    : others.length === 0
      ? 'They are in every workspace that you see.'
      : reasons.every(Boolean)
        ? reasons[0]
        : undefined
  const name = personName(user)
  return (
    <Card
      title="Workspaces"
      actions={
        <Button
          variant="quiet"
          size="s"
          icon={<Plus />}
          reason={addReason}
          ask={
            gone || others.length === 0 ? undefined : () => setOpen({ dialog: 'level', workspaceId: null })
          }
          onClick={() => setOpen({ dialog: 'level', workspaceId: null })}
        >
          Add to a workspace
        </Button>
      }
    >
      {memberships.length === 0 ? (
        <EmptyState compact title={`${name} is in no workspace`}>
          {isAdmin(user)
            ? 'As an Admin they are Owner everywhere anyway.'
            : 'Until somebody adds them they see only their own profile.'}
        </EmptyState>
      ) : (
        <ul role="list">
          {memberships.map(({ workspaceId, level, restrictions }) => (
            <li key={workspaceId} class="user-place">
              <span class="user-place__text">
                <a class="user-place__name" href={link.workspace(workspaceId)}>
                  {directory.nameOf(workspaceId)}
                </a>
                <span class="user-place__note">
                  {[LEVEL_NAMES[level], ...restrictions.map((r) => RESTRICTION_NAMES[r])].join(' · ')}
                </span>
              </span>
              <Menu
                label={`Change ${name} in ${directory.nameOf(workspaceId)}`}
                items={[
                  {
                    id: 'level',
                    label: 'Change the level',
                    reason: gone ? 'Restore them first.' : levelReason(workspaceId),
                    ask: gone
                      ? undefined
                      : {
                          label: 'Prepare it, and ask somebody who may',
                          onSelect: () => setOpen({ dialog: 'level', workspaceId }),
                        },
                    onSelect: () => setOpen({ dialog: 'level', workspaceId }),
                  },
                  {
                    id: 'remove',
                    label: 'Put out of this workspace',
                    danger: true,
                    reason: putReason(workspaceId),
                    ask: {
                      label: 'Prepare it, and ask somebody who may',
                      onSelect: () => setOpen({ dialog: 'remove', workspaceId }),
                    },
                    onSelect: () => setOpen({ dialog: 'remove', workspaceId }),
                  },
                ]}
              />
            </li>
          ))}
        </ul>
      )}
      {open?.dialog === 'level' && (
        <AskForm
          replica={replica}
          reason={open.workspaceId ? levelReason(open.workspaceId) : addReason}
          onClose={() => setOpen(null)}
        >
          <LevelDialog
            replica={replica}
            user={user}
            workspaceId={open.workspaceId}
            choices={others}
            onClose={() => setOpen(null)}
          />
        </AskForm>
      )}
      {open?.dialog === 'remove' && (
        <AskForm replica={replica} reason={putReason(open.workspaceId)} onClose={() => setOpen(null)}>
          <RemoveFromWorkspaceDialog
            replica={replica}
            user={user}
            workspaceId={open.workspaceId}
            onClose={() => setOpen(null)}
          />
        </AskForm>
      )}
    </Card>
  )
}
