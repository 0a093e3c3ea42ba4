import { X } from 'lucide-preact'
import { type Level, LEVELS } from '../../domain/model/membership.ts'
import type { Directory } from '../../replica/directory.ts'
import { Combobox } from '../../ui/combobox.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { whyNotPutIn } from './may.ts'
import { LEVEL_NAMES } from './words.ts'
import './people.css'

/** INV-1: at most ten here; more from each workspace. */
const MOST = 10

export interface ChosenPlace {
  workspaceId: string
  level: Level
}

/** Workspaces to begin with, each with a level. Can be left empty. */
export function PlacesInput(props: {
  directory: Directory
  places: readonly ChosenPlace[]
  onChange: (places: readonly ChosenPlace[]) => void
}) {
  const { directory, places, onChange } = props
  const chosen = new Set(places.map((place) => place.workspaceId))
  const free = directory.workspaces.filter(({ id, archivedAt }) => !archivedAt && !chosen.has(id))
  return (
    <fieldset class="ho-field">
      <legend class="ho-field__label">Workspaces</legend>
      <Stack gap={2}>
        {places.map(({ workspaceId, level }) => {
          const name = directory.nameOf(workspaceId)
          return (
            <div class="people__place" key={workspaceId}>
              <span class="people__place-name">{name}</span>
              <Select<Level>
                label={`Level in ${name}`}
                hideLabel
                value={level}
                onChange={(next) =>
                  onChange(
                    places.map((place) =>
                      place.workspaceId === workspaceId ? { ...place, level: next } : place,
                    ),
                  )
                }
                options={LEVELS.map((value) => ({
                  value,
                  label: LEVEL_NAMES[value],
                  reason: whyNotPutIn(directory, workspaceId, value) ? 'you may not give it' : undefined,
                }))}
              />
              <IconButton
                label={`Leave out ${name}`}
                icon={<X />}
                onClick={() => onChange(places.filter((place) => place.workspaceId !== workspaceId))}
              />
            </div>
          )
        })}
        {places.length < MOST && free.length > 0 && (
          <Combobox
            label="Add a workspace"
            hideLabel
            kind="workspace"
            placeholder="Add a workspace"
            value={null}
            onChange={(id) =>
              id && onChange([...places, { workspaceId: id, level: bestLevel(directory, id) }])
            }
            options={free.map(({ id, name }) => ({
              id,
              label: name,
              reason: whyNotPutIn(directory, id, 'agent'),
            }))}
          />
        )}
        <p class="people__hint">
          {places.length >= MOST
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
