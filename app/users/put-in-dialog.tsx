import { useState } from 'preact/hooks'
import type { Level, Restriction } from '../../shared/domain/model/membership.ts'
import { whyNotPutIn } from '../../shared/flows/people/may.ts'
import { fittingRestrictions, RestrictionsInput } from '../../shared/flows/people/restrictions-input.tsx'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { LevelInput } from './level-input.tsx'
import type { ManyPlace } from './many-users.ts'

/** Puts several people into one workspace, or gives them another level there. */
export function PutInDialog(props: {
  directory: Directory
  people: readonly Person[]
  onClose: () => void
  onPut: (people: readonly Person[], place: ManyPlace) => void
}) {
  const { directory, people, onClose, onPut } = props
  const [workspaceId, setWorkspaceId] = useState<string | null>(null)
  const [level, setLevel] = useState<Level>('agent')
  const [restrictions, setRestrictions] = useState<readonly Restriction[]>([])
  const [tried, setTried] = useState(false)
  const whyNot = (person: Person, id: string, wanted: Level) =>
    whyNotPutIn(directory, id, wanted, directory.standing(person.id) ?? undefined)
  const forAll = (id: string, wanted: Level) => {
    const reasons = people.map((person) => whyNot(person, id, wanted))
    return reasons.every(Boolean) ? reasons[0] : undefined
  }
  const fitting = workspaceId ? people.filter((person) => !whyNot(person, workspaceId, level)) : people
  const already = workspaceId
    ? people.filter(({ id }) => directory.membership(id, workspaceId) !== null).length
    : 0
  const submit = () => {
    setTried(true)
    if (!workspaceId || fitting.length === 0) return
    const kept = restrictions.filter((r) => fittingRestrictions(level).includes(r))
    onPut(fitting, { workspaceId, level, restrictions: kept })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        people.length === 1
          ? 'Workspace and level of 1 person'
          : `Workspace and level of ${people.length} people`
      }
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            reason={workspaceId ? forAll(workspaceId, level) : undefined}
          >
            {fitting.length === people.length ? 'Put in' : `Put in ${fitting.length} of ${people.length}`}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        <Combobox
          label="Workspace"
          required
          kind="workspace"
          placeholder="Choose a workspace"
          value={workspaceId}
          onChange={setWorkspaceId}
          error={tried && !workspaceId ? 'Choose a workspace.' : undefined}
          hint={
            already > 0
              ? `${already === 1 ? '1 is' : `${already} are`} in it already and ${already === 1 ? 'gets' : 'get'} this level.`
              : undefined
          }
          options={directory.workspaces
            .filter(({ archivedAt }) => !archivedAt)
            .map(({ id, name }) => ({ id, label: name, reason: forAll(id, 'agent') }))}
        />
        <LevelInput
          value={level}
          onChange={setLevel}
          whyNot={(value) => (workspaceId ? forAll(workspaceId, value) : undefined)}
        />
        <RestrictionsInput level={level} value={restrictions} onChange={setRestrictions} />
      </Stack>
    </Dialog>
  )
}
