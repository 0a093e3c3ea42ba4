import { useMemo, useState } from 'preact/hooks'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { PersonChip } from '../../shared/ui/person-line.tsx'
import { SearchInput } from '../../shared/ui/search-input.tsx'
import { Select } from '../../shared/ui/select.tsx'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import { photoOf } from '../../shared/flows/people/photo-of.ts'
import { assignItems } from '../records/assign.ts'
import { counted } from '../records/use-bin.ts'
import { useToasts } from '../toasts.tsx'
import { type SplitItem, splitItems } from './split-items.ts'
import { useItemsOf } from './use-items-of.ts'

const EVENLY = 'evenly'

/**
 * Divides what a shared account looks after among the people who use it (USR-9): in turn, a folder to one of them, or only
 * what a search finds. Counted for each before, and taken back as one.
 */
export function GiveEachDialog(props: { replica: Replica; person: Person; onClose: () => void }) {
  const { replica, person, onClose } = props
  const directory = replica.directory.value
  const toasts = useToasts()
  const [people, setPeople] = useState<readonly string[]>([])
  const [byFolder, setByFolder] = useState<ReadonlyMap<string, string>>(new Map())
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const portfolioIds = directory.portfoliosHeldBy(person.id).map(({ id }) => id)
  const items = useItemsOf(replica, portfolioIds, text)
  const worksIn = (userId: string, workspaceId: string) => directory.homeOf(userId, workspaceId) !== null
  const split = useMemo(
    () => splitItems(items ?? [], { people, byFolder, worksIn }),
    [items, people, byFolder, directory],
  )
  const moving = [...split.given.values()].reduce((sum, some) => sum + some.length, 0)
  const folders = [...new Set((items ?? []).map(({ folderId }) => folderId))]
  const reason =
    items === null
      ? 'Still being counted.'
      : items.length === 0
        ? 'There is nothing to give.'
        : people.length === 0
          ? 'Choose who gets something.'
          : moving === 0
            ? 'None of them works where these items are.'
            : undefined

  const give = async () => {
    setBusy(true)
    const { undos, problems, done } = await giveEach(replica, split.given)
    setBusy(false)
    for (const problem of problems) toasts.show({ text: problem, tone: 'danger' })
    if (done === 0) return
    toasts.show({
      text: `${counted(done, 'item')} of ${personName(person)} given to ${people.length === 1 ? '1 person' : `${people.length} people`}.`,
      tone: 'success',
      action: { label: 'Undo', onAction: () => void undoAll(undos) },
    })
    onClose()
  }
  return (
    <Dialog
      open
      title={`Give each their own of ${personName(person)}`}
      subtitle="Each item goes to one person. Nothing happens before you press Give."
      onClose={onClose}
      onSubmit={() => !reason && void give()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} reason={reason}>
            {moving > 0 ? `Give ${counted(moving, 'item')}` : 'Give'}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        <Stack gap={3}>
          <Combobox
            label="Who gets a share"
            placeholder="Add a person"
            value={null}
            onChange={(id) => id && setPeople([...people, id])}
            options={candidates(directory, person.id, people)}
          />
          {people.length > 0 && (
            <Inline>
              {people.map((id) => {
                const one = directory.user(id)
                return (
                  one && (
                    <PersonChip
                      key={id}
                      name={personName(one)}
                      colourBy={id}
                      photo={photoOf(replica, one)}
                      onRemove={() => {
                        setPeople(people.filter((other) => other !== id))
                        setByFolder(new Map([...byFolder].filter(([, who]) => who !== id)))
                      }}
                    />
                  )
                )
              })}
            </Inline>
          )}
        </Stack>
        <SearchInput
          label="Only items with this in them"
          value={text}
          onInput={setText}
          found={items?.length}
        />
        {items === null ? (
          <Skeleton lines={3} />
        ) : (
          <>
            {people.length > 1 &&
              folders.map((folderId) => (
                <Select<string>
                  key={folderId}
                  label={`${directory.nameOf(folderId)} (${items.filter((item) => item.folderId === folderId).length.toLocaleString('en')})`}
                  value={byFolder.get(folderId) ?? EVENLY}
                  onChange={(who) => {
                    const next = new Map(byFolder)
                    if (who === EVENLY) next.delete(folderId)
                    else next.set(folderId, who)
                    setByFolder(next)
                  }}
                  options={[
                    { value: EVENLY, label: 'Divide evenly' },
                    ...people.map((id) => ({ value: id, label: `All to ${directory.nameOf(id)}` })),
                  ]}
                />
              ))}
            {items.length > 0 && <Preview directory={directory} given={split.given} />}
            {people.length > 0 && split.left.length > 0 && (
              <Banner tone="warning">
                {counted(split.left.length, 'item')} {split.left.length === 1 ? 'stays' : 'stay'} with{' '}
                {personName(person)}: none of the people chosen works in {placesOf(directory, split.left)}.
              </Banner>
            )}
            {items.length === 0 && (
              <p class="user-muted">
                {text.trim()
                  ? `Nothing here has “${text.trim()}” in it.`
                  : `${personName(person)} looks after nothing that is on this device.`}
              </p>
            )}
          </>
        )}
      </Stack>
    </Dialog>
  )
}

/** Who gets how much, by folder. */
function Preview(props: { directory: Directory; given: ReadonlyMap<string, readonly SplitItem[]> }) {
  const { directory, given } = props
  if (given.size === 0) return null
  return (
    <ul role="list" aria-label="Who gets what">
      {[...given].map(([id, items]) => (
        <li key={id} class="user-place">
          <span class="user-place__text">
            <bdi class="user-place__name">{directory.nameOf(id)}</bdi>
            <span class="user-place__note">
              {[...Map.groupBy(items, ({ folderId }) => folderId)]
                .map(
                  ([folderId, some]) => `${directory.nameOf(folderId)} ${some.length.toLocaleString('en')}`,
                )
                .join(', ') || 'Nothing'}
            </span>
          </span>
          <span class="user-place__count">
            <strong>{items.length.toLocaleString('en')}</strong>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Active people, not those chosen already, and no other shared account. */
const candidates = (directory: Directory, sharedId: string, chosen: readonly string[]) =>
  directory.users
    .filter(
      ({ id, state, shared }) => state === 'active' && !shared && id !== sharedId && !chosen.includes(id),
    )
    .map((person) => ({
      id: person.id,
      label: personName(person),
      ...(person.email && person.email !== personName(person) && { detail: person.email }),
    }))

const placesOf = (directory: Directory, items: readonly SplitItem[]): string =>
  [...new Set(items.map(({ workspaceId }) => directory.nameOf(workspaceId)))].join(', ')

async function giveEach(replica: Replica, given: ReadonlyMap<string, readonly SplitItem[]>) {
  const undos: (() => Promise<void>)[] = []
  const problems: string[] = []
  let done = 0
  for (const [userId, items] of given)
    for (const [workspaceId, here] of Map.groupBy(items, (item) => item.workspaceId)) {
      const result = await assignItems(replica, workspaceId, here, userId)
      if ('problem' in result) problems.push(result.problem)
      else {
        undos.push(result.undo)
        done += here.length
      }
    }
  return { undos, problems, done }
}

async function undoAll(undos: readonly (() => Promise<void>)[]): Promise<void> {
  for (const undo of undos) await undo()
}
