import { AskSomebody } from './ask-somebody.tsx'
import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { Afterwards } from '../domain/model/handover.ts'
import type { Replica } from '../replica/replica.ts'
import type { Session } from '../replica/session.ts'
import { Banner } from '../ui/banner.tsx'
import type { ComboboxOption } from '../ui/combobox-match.ts'
import { Combobox } from '../ui/combobox.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Inline, Stack } from '../ui/layout.tsx'
import { ConfirmButton } from './confirm-button.tsx'
import { itemsInWords, total } from './count-nodes.ts'
import { countItems, shownCounts } from './counted-items.ts'
import { AfterwardsChoice } from './afterwards-choice.tsx'
import { EraseChoice } from './erase-choice.tsx'
import {
  draft,
  possibleReceivers,
  possibleSources,
  portfoliosOf,
  rehearse,
  type Source,
  splitCounts,
} from './handover-draft.ts'
import { HandoverPreview } from './handover-preview.tsx'
import { choiceFor, lackingParts, LackingParts, type PartChoice } from './lacking-places.tsx'
import { RefusedBanner } from './refused-banner.tsx'
import { useSend } from './use-send.ts'

export interface NewHandoverProps {
  replica: Replica
  session: Session
  /** A user's id, or `nobody`; chosen on the form when left out. */
  from?: string | undefined
  to?: string | undefined
  afterwards?: Afterwards | undefined
  /** Somebody was chosen, or nobody again; for an address that a reload and Back find again. */
  onChosen?: ((chosen: { from: string | undefined; to: string | undefined }) => void) | undefined
  /** It is on its way: done, waiting, or kept on the device. */
  onStarted: (handoverId: string) => void
}

/**
 * Hand over everything (HAND-1): from whom, to whom, what becomes of the person; below it, what will move (HAND-6). Nothing
 * happens before the button, whose words say how much.
 */
export function NewHandover(props: NewHandoverProps) {
  const { replica, session, from, to, afterwards, onStarted } = props
  const directory = replica.directory.value
  const source = useSignal<string | null>(from ?? null)
  const receiver = useSignal<string | null>(to ?? null)
  const then = useSignal<Afterwards>(afterwards ?? 'stay')
  const erase = useSignal(false)
  const parts = useSignal<ReadonlyMap<string, PartChoice>>(new Map())
  const send = useSend(replica)
  const chosen: Source | null =
    source.value === null ? null : source.value === 'nobody' ? 'nobody' : { userId: source.value }
  const portfolioIds = chosen ? portfoliosOf(directory, chosen).map((p) => p.id) : []
  const counted = useMemo(
    () => countItems(replica, session, portfolioIds),
    [portfolioIds.join(), replica.connection.value === 'online'],
  ).value
  const draftWith = (unassigned: readonly string[]) =>
    chosen && receiver.value && portfolioIds.length > 0
      ? draft(
          replica,
          directory,
          chosen,
          receiver.value,
          chosen === 'nobody' ? 'stay' : then.value,
          shownCounts(counted),
          unassigned,
          erase.value,
        )
      : null
  const lacking = lackingParts(draftWith([]))
  const choices = lacking.map((part) => ({
    place: part.workspaceId,
    choice: choiceFor(directory, part, receiver.value ?? '', parts.value),
  }))
  const plan = draftWith(choices.filter(({ choice }) => choice === 'unassigned').map(({ place }) => place))
  const undecided = choices.find(({ choice }) => choice === null)
  const rehearsal =
    plan && rehearse(replica, directory, 'handover.start', { handoverId: replica.newId('handover'), plan })
  const refusal = rehearsal?.status === 'refused' ? rehearsal : null
  const counts = shownCounts(counted)
  const moving = counts && splitCounts(plan, counts).moved
  const name = receiver.value ? directory.nameOf(receiver.value) : ''

  const chose = () => {
    parts.value = new Map()
    props.onChosen?.({ from: source.value ?? undefined, to: receiver.value ?? undefined })
  }
  const start = async () => {
    if (!plan) return
    const handoverId = replica.newId('handover')
    const sent = await send('handover.start', { handoverId, plan })
    if (sent) onStarted(handoverId)
  }

  return (
    <Stack gap={5}>
      <Stack gap={4}>
        <Combobox
          label="From whom"
          kind="person"
          value={source.value}
          onChange={(id) => {
            source.value = id
            chose()
          }}
          options={sourceOptions(replica)}
          placeholder="Name or address"
        />
        <Combobox
          label="Who takes over"
          kind="person"
          value={receiver.value}
          onChange={(id) => {
            receiver.value = id
            chose()
          }}
          options={receiverOptions(replica, chosen)}
          placeholder="Name or address"
          hint="Somebody invited is fine, too: then it happens when they accept."
        />
        {chosen && chosen !== 'nobody' && (
          <AfterwardsChoice
            replica={replica}
            userId={chosen.userId}
            value={then.value}
            onChange={(v) => (then.value = v)}
          />
        )}
        {chosen && chosen !== 'nobody' && then.value === 'deactivate' && (
          <EraseChoice
            directory={directory}
            userId={chosen.userId}
            checked={erase.value}
            onChange={(v) => (erase.value = v)}
          />
        )}
        {chosen && receiver.value && (
          <LackingParts
            directory={directory}
            from={chosen === 'nobody' ? null : chosen.userId}
            to={receiver.value}
            parts={lacking}
            chosen={parts.value}
            onChange={(next) => (parts.value = next)}
          />
        )}
      </Stack>
      {chosen && portfolioIds.length === 0 && (
        <NothingToHandOver {...{ replica, source: chosen, afterwards: then.value }} />
      )}
      {chosen && receiver.value && portfolioIds.length > 0 && (
        <HandoverPreview
          directory={directory}
          source={chosen}
          to={receiver.value}
          plan={plan}
          afterwards={then.value}
          counted={counted}
          offline={replica.connection.value !== 'online'}
        />
      )}
      {chosen && receiver.value && portfolioIds.length > 0 && !plan && (
        <Banner tone="warning" title="This device does not know enough to prepare it">
          Ask an Admin to hand over, or try again when you are online.
        </Banner>
      )}
      <RefusedBanner
        replica={replica}
        send={send}
        title="This cannot be done"
        foreseen={undecided ? null : refusal}
        command={plan && { type: 'handover.start', args: { handoverId: replica.newId('handover'), plan } }}
      />
      <Inline justify="end">
        <ConfirmButton
          variant="primary"
          busy={send.busy.value}
          reason={whyNot(
            chosen,
            receiver.value,
            portfolioIds.length,
            undecided
              ? `Say what becomes of the items in ${directory.nameOf(undecided.place)}.`
              : refusal?.message,
          )}
          onClick={() => void start()}
        >
          {plan && moving
            ? `Hand over ${itemsInWords(total(moving))} to ${name}`
            : name
              ? `Hand over to ${name}`
              : 'Hand over'}
        </ConfirmButton>
      </Inline>
    </Stack>
  )
}

/** Without items the person can still leave; there is nothing to preview then. */
function NothingToHandOver(props: { replica: Replica; source: Source; afterwards: Afterwards }) {
  const { replica, source, afterwards } = props
  const send = useSend(replica)
  if (source === 'nobody') return <EmptyState compact title="Everything is looked after by somebody" />
  const directory = replica.directory.value
  const name = directory.nameOf(source.userId)
  const type = afterwards === 'block' ? 'user.block' : 'user.deactivate'
  const args = { userId: source.userId }
  const rehearsal = afterwards === 'stay' ? null : rehearse(replica, directory, type, args)
  return (
    <EmptyState
      compact
      title={`${name} looks after nothing`}
      action={
        rehearsal && (
          <>
            <ConfirmButton
              variant="primary"
              busy={send.busy.value}
              reason={rehearsal.status === 'refused' ? rehearsal.message : undefined}
              onClick={() => void send(type, args)}
            >
              {afterwards === 'block' ? `Block ${name}` : `Deactivate ${name}`}
            </ConfirmButton>
            <AskSomebody replica={replica} command={{ type, args }} />
          </>
        )
      }
    >
      {send.refused.value ? send.refused.value.message : 'There is nothing to hand over.'}
    </EmptyState>
  )
}

function whyNot(source: Source | null, to: string | null, portfolios: number, refusal: string | undefined) {
  if (!source) return 'Choose from whom first.'
  if (portfolios === 0) return 'There is nothing to hand over.'
  if (!to) return 'Choose who takes over first.'
  return refusal
}

function sourceOptions(replica: Replica): ComboboxOption[] {
  const directory = replica.directory.value
  const people = possibleSources(directory).map((user): ComboboxOption => {
    const standing = directory.standing(user.id)
    const held = directory.portfoliosHeldBy(user.id)
    const refusals = held.map((p) =>
      directory.can('hand over', { workspaceId: p.workspaceId, ...(standing && { user: standing }) }),
    )
    return {
      id: user.id,
      label: user.name || user.email || 'somebody',
      detail: user.state === 'active' ? (user.email ?? '') : `${user.state} · ${user.email ?? ''}`,
      keywords: user.formerly?.join(' ') ?? '',
      ...(refusals.length > 0 &&
        refusals.every((refusal) => refusal !== null) && { reason: refusals[0]?.message }),
    }
  })
  const unassigned = directory.portfoliosHeldBy(null).length
  return unassigned > 0
    ? [
        {
          id: 'nobody',
          label: 'What nobody looks after',
          detail: 'left behind, or imported without an owner',
        },
        ...people,
      ]
    : people
}

function receiverOptions(replica: Replica, source: Source | null): ComboboxOption[] {
  return possibleReceivers(replica.directory.value, source).map((user) => ({
    id: user.id,
    label: user.name || user.email || 'somebody',
    detail: user.state === 'pending' ? `invited · ${user.email ?? ''}` : (user.email ?? ''),
  }))
}
