import { useState } from 'preact/hooks'
import { type Level, LEVELS, type Restriction } from '../../shared/domain/model/membership.ts'
import type { Workspace } from '../../shared/domain/model/workspace.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { whyNotPutIn } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { fittingRestrictions, RestrictionsInput } from '../../shared/flows/people/restrictions-input.tsx'
import { LEVEL_NAMES } from '../../shared/flows/people/words.ts'
import { useDispatch } from '../use-dispatch.ts'
import { LevelInput } from './level-input.tsx'
import { AskForMore, usePreparing } from '../../shared/flows/prepare-request.tsx'

/** Puts somebody into a workspace, or changes their level and restrictions there (ROLE-2, ROLE-10). */
export function LevelDialog(props: {
  replica: Replica
  user: Person
  /** Null: one of `choices` is still to be chosen. */
  workspaceId: string | null
  choices: readonly Workspace[]
  onClose: () => void
}) {
  const { replica, user, choices, onClose } = props
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const standing = directory.standing(user.id) ?? undefined
  const now = props.workspaceId ? directory.membership(user.id, props.workspaceId) : null
  const [workspaceId, setWorkspaceId] = useState(
    props.workspaceId ?? (choices.length === 1 ? (choices[0]?.id ?? null) : null),
  )
  const [level, setLevel] = useState<Level>(now?.level ?? 'agent')
  const [restrictions, setRestrictions] = useState<readonly Restriction[]>(now?.restrictions ?? [])
  const [tried, setTried] = useState(false)
  const name = personName(user)
  const preparing = usePreparing()
  const mayNot = (id: string, wanted: Level) =>
    preparing ? undefined : whyNotPutIn(directory, id, wanted, standing)
  const reason = workspaceId ? mayNot(workspaceId, level) : undefined
  const refused =
    LEVELS.map((wanted) => workspaceId && mayNot(workspaceId, wanted)).find(Boolean) ?? undefined

  const submit = async () => {
    setTried(true)
    if (!workspaceId || reason) return
    const home = directory.homeOf(user.id, workspaceId)
    const place = {
      workspaceId,
      level,
      restrictions: restrictions.filter((r) => fittingRestrictions(level).includes(r)),
      portfolioId: home?.id ?? newId('portfolio'),
    }
    const done = `${name} is ${LEVEL_NAMES[level]} in ${directory.nameOf(workspaceId)}.`
    if (await dispatch('membership.set', { userId: user.id, place }, done)) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        now && workspaceId ? `${name} in ${directory.nameOf(workspaceId)}` : `Add ${name} to a workspace`
      }
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" reason={reason}>
            {now ? 'Save' : 'Add'}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        {!now && (
          <Combobox
            label="Workspace"
            required
            kind="workspace"
            placeholder="Choose a workspace"
            value={workspaceId}
            onChange={setWorkspaceId}
            error={tried && !workspaceId ? 'Choose a workspace.' : undefined}
            options={choices.map(({ id, name: label }) => ({
              id,
              label,
              reason: mayNot(id, 'agent'),
            }))}
          />
        )}
        <LevelInput
          value={level}
          onChange={setLevel}
          whyNot={(value) => (workspaceId ? mayNot(workspaceId, value) : undefined)}
        />
        <AskForMore reason={refused || undefined} />
        <RestrictionsInput level={level} value={restrictions} onChange={setRestrictions} />
      </Stack>
    </Dialog>
  )
}
