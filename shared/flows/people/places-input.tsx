import { usePreparing } from '../prepare-request.tsx'
import { X } from 'lucide-preact'
import { type Level, LEVELS, type Restriction } from '../../domain/model/membership.ts'
import type { Directory } from '../../replica/directory/directory.ts'
import { Combobox } from '../../ui/combobox.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { whyNotPutIn } from './may.ts'
import { fittingRestrictions, RestrictionsInput } from './restrictions-input.tsx'
import { LEVEL_NAMES } from './words.ts'
import './people.css'

/** INV-1: at most ten here; more from each workspace. */
export const MOST_PLACES = 10

export interface ChosenPlace {
  workspaceId: string
  level: Level
  restrictions: readonly Restriction[]
}

/** A chosen workspace as `user.invite` takes it; what does not fit the level was of another one and is left out. */
export const placeArgs = (place: ChosenPlace, portfolioId: string) => ({
  ...place,
  restrictions: place.restrictions.filter((r) => fittingRestrictions(place.level).includes(r)),
  portfolioId,
})

/** Workspaces to begin with, each with a level and restrictions (INV-1). Can be left empty. */
export function PlacesInput(props: {
  directory: Directory
  places: readonly ChosenPlace[]
  onChange: (places: readonly ChosenPlace[]) => void
}) {
  const { directory, places, onChange } = props
  const preparing = usePreparing()
  const change = (workspaceId: string, to: Partial<ChosenPlace>) =>
    onChange(places.map((place) => (place.workspaceId === workspaceId ? { ...place, ...to } : place)))
  const chosen = new Set(places.map((place) => place.workspaceId))
  const free = directory.workspaces.filter(({ id, archivedAt }) => !archivedAt && !chosen.has(id))
  return (
    <fieldset class="ho-field">
      <legend class="ho-field__label">Workspaces</legend>
      <Stack gap={2}>
        {places.map(({ workspaceId, level, restrictions }) => {
          const name = directory.nameOf(workspaceId)
          return (
            <div class="people__place" key={workspaceId}>
              <span class="people__place-name">{name}</span>
              <Select<Level>
                label={`Level in ${name}`}
                hideLabel
                value={level}
                onChange={(next) => change(workspaceId, { level: next })}
                options={LEVELS.map((value) => ({
                  value,
                  label: LEVEL_NAMES[value],
                  reason:
                    !preparing && whyNotPutIn(directory, workspaceId, value)
                      ? 'you may not give it'
                      : undefined,
                }))}
              />
              <IconButton
                label={`Leave out ${name}`}
                icon={<X />}
                onClick={() => onChange(places.filter((place) => place.workspaceId !== workspaceId))}
              />
              <PlaceRestrictions
                name={name}
                level={level}
                value={restrictions}
                onChange={(next) => change(workspaceId, { restrictions: next })}
              />
            </div>
          )
        })}
        {places.length < MOST_PLACES && free.length > 0 && (
          <Combobox
            label="Add a workspace"
            hideLabel
            kind="workspace"
            placeholder="Add a workspace"
            value={null}
            onChange={(id) =>
              id &&
              onChange([...places, { workspaceId: id, level: bestLevel(directory, id), restrictions: [] }])
            }
            options={free.map(({ id, name }) => ({
              id,
              label: name,
              reason: preparing ? undefined : whyNotPutIn(directory, id, 'agent'),
            }))}
          />
        )}
        <p class="people__hint">
          {places.length >= MOST_PLACES
            ? 'Ten at most here. More can be added on their page.'
            : places.length === 0
              ? 'You can skip this: until somebody puts them into a workspace they see only their own profile.'
              : 'Agents work with records and tasks; Managers and Owners also manage people and folders.'}
        </p>
      </Stack>
    </fieldset>
  )
}

/** The usual level, if I may give it. */
const bestLevel = (directory: Directory, workspaceId: string): Level =>
  (['agent', 'manager', 'owner'] as const).find(
    (level) => whyNotPutIn(directory, workspaceId, level) === undefined,
  ) ?? 'agent'

/** Folded, because most people have none. */
function PlaceRestrictions(props: {
  name: string
  level: Level
  value: readonly Restriction[]
  onChange: (value: readonly Restriction[]) => void
}) {
  const { name, level, value, onChange } = props
  const fitting = fittingRestrictions(level)
  if (fitting.length === 0) return null
  const count = value.filter((r) => fitting.includes(r)).length
  return (
    <details class="people__restrictions">
      <summary>
        {count === 0 ? 'No restrictions' : count === 1 ? '1 restriction' : `${count} restrictions`}
        <span class="ho-visually-hidden"> in {name}</span>
      </summary>
      <RestrictionsInput of={name} level={level} value={value} onChange={onChange} />
    </details>
  )
}
