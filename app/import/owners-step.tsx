import { ownerKey } from '../../shared/domain/import/owner-key.ts'
import type { OwnerChoice, OwnerMatch } from '../../shared/domain/import/owners.ts'
import { seatLine } from '../../shared/flows/billing/seat-words.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { FileDrop } from '../../shared/ui/file-drop.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { OwnerChoiceInput } from './owner-choice-input.tsx'
import { StepButtons } from './step-buttons.tsx'
import type { StepProps } from './step-props.ts'

/** Step 3: who looks after the records. */
export function OwnersStep({ replica, workspaceId, state, actions }: StepProps) {
  const { table, mapping, owners, choices, otherwise, helper, helperProblem, busy } = state
  if (!table || !mapping) return null
  const directory = replica.directory.value
  const column = mapping.ownerColumn === null ? null : (table.header[mapping.ownerColumn] ?? '')
  const unnamed = table.rowCount - owners.reduce((sum, owner) => sum + owner.count, 0)
  const isOpen = owners.some(({ match }) => match.kind !== 'user')
  const invites = [...choices.values(), otherwise].some((choice) => choice.kind === 'invite')
  const input = { directory, workspaceId }
  const choose = (key: string, choice: OwnerChoice) =>
    actions.put({ choices: new Map(choices).set(key, choice), problem: null })
  return (
    <Stack gap={5}>
      {column === null ? (
        <OwnerChoiceInput
          {...input}
          label="Who looks after these records"
          value=""
          choice={otherwise}
          labelled="imported"
          onChange={(choice) => actions.put({ otherwise: choice, problem: null })}
        />
      ) : (
        <>
          <p>
            The column “<bdi>{column}</bdi>” has {owners.length.toLocaleString('en')} different{' '}
            {owners.length === 1 ? 'value' : 'values'}. Say who is meant by each.
          </p>
          {(isOpen || helper) && (
            <FileDrop
              label={`Only numbers or short names? A second file can say who they are, for example a list of employees.`}
              accept=".csv,.tsv,.txt,text/csv"
              files={helper ? [helper] : []}
              error={helperProblem ?? undefined}
              busy={busy}
              onFiles={([file]) => file && void actions.takeHelper(file)}
              onRemove={() => void actions.takeHelper(null)}
            />
          )}
          <ul class="imp-owners" role="list" aria-label="Who is meant">
            {owners.map(({ value, label, count, match }) => {
              const key = ownerKey(value)
              return (
                <li key={key} class="imp-owner">
                  <div class="imp-owner__value">
                    <bdi class="imp-owner__name">{label}</bdi>
                    <span class="imp-owner__about">
                      {label !== value && (
                        <>
                          “<bdi>{value}</bdi>” ·{' '}
                        </>
                      )}
                      {count.toLocaleString('en')} {count === 1 ? 'row' : 'rows'}
                      {matchWords(match) && ` · ${matchWords(match)}`}
                    </span>
                  </div>
                  <OwnerChoiceInput
                    {...input}
                    hideLabel
                    label={`Who is ${label}`}
                    value={value}
                    choice={choices.get(key) ?? { kind: 'nobody', label }}
                    labelled={label}
                    onChange={(choice) => choose(key, choice)}
                  />
                </li>
              )
            })}
            {unnamed > 0 && (
              <li class="imp-owner">
                <div class="imp-owner__value">
                  <span class="imp-owner__name">Rows that name nobody</span>
                  <span class="imp-owner__about">
                    {unnamed.toLocaleString('en')} {unnamed === 1 ? 'row' : 'rows'}
                  </span>
                </div>
                <OwnerChoiceInput
                  {...input}
                  hideLabel
                  label="Who looks after rows that name nobody"
                  value=""
                  choice={otherwise}
                  labelled="no name in the file"
                  onChange={(choice) => actions.put({ otherwise: choice, problem: null })}
                />
              </li>
            )}
          </ul>
        </>
      )}
      {invites && (
        <Banner tone="info">
          {seatLine(directory.about, 'When those who are invited accept,')} Their items wait for them.
        </Banner>
      )}
      <StepButtons
        next="Continue"
        busy={busy}
        onBack={() => actions.put({ step: 'columns', problem: null })}
        onNext={() => void actions.toCheck()}
      />
    </Stack>
  )
}

const BY_WORDS = {
  email: 'found by address',
  userName: 'found by user name',
  fullName: 'found by name',
  number: 'found by number',
}

function matchWords(match: OwnerMatch): string | null {
  if (match.kind === 'user') return BY_WORDS[match.by]
  return match.kind === 'ambiguous' ? `could be ${match.userIds.length} people` : null
}
