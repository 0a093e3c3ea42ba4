import { useEffect, useState } from 'preact/hooks'
import { rehearse } from '../../shared/flows/handover-draft.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import {
  type DecideQuarantineAnswer,
  QUARANTINE,
  type QuarantineAnswer,
} from '../../shared/protocol/quarantine.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { Session } from '../../shared/replica/session.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Inline } from '../../shared/ui/layout.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Table } from '../../shared/ui/table.tsx'
import type { Column } from '../../shared/ui/table-columns.ts'
import { useToasts } from '../toasts.tsx'
import { type ChangeInWords, unsentInWords } from './unsent-changes.ts'

type Decision = 'accept' | 'discard' | 'keep'
type Shown = ChangeInWords & { madeAt: string; why: string | undefined }

/**
 * What a person's devices had not sent when their access ended (LIFE-10), for an Admin to accept in their own name, or to
 * discard. Nothing where nothing waits.
 */
export function UnsentCard({
  replica,
  session,
  person,
}: {
  replica: Replica
  session: Session
  person: Person
}) {
  const directory = replica.directory.value
  const toasts = useToasts()
  const may = directory.can('decide about unsent changes') === null
  const [waiting, setWaiting] = useState<QuarantineAnswer | null>(null)
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map())
  const [busy, setBusy] = useState(false)
  const { organizationId } = replica
  const online = replica.connection.value === 'online'
  const told = directory.notices.filter(({ about }) => about.userId === person.id).length
  const read = async () => {
    const reply = await session.quarantine({ organizationId, userId: person.id })
    if (reply.status === 'ok') setWaiting(reply.answer)
  }
  useEffect(() => {
    if (may && online) void read()
  }, [session, organizationId, person.id, may, online, told])
  if (!may || !waiting || waiting.all === 0) return null

  const name = personName(person)
  const decide = async (ids: string[], decision: Decision) => {
    setBusy(true)
    const refused: DecideQuarantineAnswer['refused'] = []
    for (let i = 0; i < ids.length; i += QUARANTINE.atOnce) {
      const part = ids.slice(i, i + QUARANTINE.atOnce)
      const reply = await session.post<DecideQuarantineAnswer>('/api/quarantine/decide', {
        organizationId,
        ids: part,
        decision,
      })
      if (reply.status === 'ok') refused.push(...reply.answer.refused)
      else {
        const text = reply.status === 'offline' ? 'The server can’t be reached. Try again.' : reply.message
        toasts.show({ text, tone: 'danger' })
        setBusy(false)
        return
      }
    }
    setReasons(new Map([...reasons, ...refused.map((one) => [one.id, one.message] as const)]))
    await read()
    setBusy(false)
    const done = ids.length - refused.length
    const changes = done === 1 ? '1 change' : `${done} changes`
    if (decision === 'discard')
      toasts.show({
        text: `${changes} of ${name} discarded`,
        action: { label: 'Undo', onAction: () => void decide(ids, 'keep') },
      })
    else if (decision === 'accept' && done > 0)
      toasts.show({ text: `${changes} of ${name} accepted, in your name`, tone: 'success' })
  }
  const all = waiting.changes.map(({ id }) => id)
  const rows = waiting.changes.map((change): Shown => ({
    ...unsentInWords(change, directory, (type, args) => rehearse(replica, directory, type, args)),
    madeAt: change.madeAt,
    why: reasons.get(change.id),
  }))
  const [first] = waiting.changes
  return (
    <Card
      title="Not sent before their access ended"
      subtitle={
        <>
          {waiting.all === 1 ? '1 change' : `${waiting.all.toLocaleString('en')} changes`} from{' '}
          {first?.device ?? 'a device'}, made offline by {name}. They do nothing until an Admin accepts them,
          and go by themselves{first && <> on {dayOf(first.until)}</>}.
        </>
      }
      actions={
        <Inline>
          <Button size="s" variant="primary" busy={busy} onClick={() => void decide(all, 'accept')}>
            {rows.length < waiting.all ? `Accept these ${rows.length}` : 'Accept all'}
          </Button>
          <Button size="s" busy={busy} onClick={() => void decide(all, 'discard')}>
            {rows.length < waiting.all ? `Discard these ${rows.length}` : 'Discard all'}
          </Button>
        </Inline>
      }
      flush
    >
      <Table<Shown>
        caption={`Changes of ${name} that were not sent`}
        rows={rows}
        rowKey={({ id }) => id}
        columns={columns((id, decision) => void decide([id], decision), busy)}
      />
    </Card>
  )
}

const dayOf = (iso: string): string =>
  new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

const columns = (decide: (id: string, decision: Decision) => void, busy: boolean): Column<Shown>[] => [
  {
    id: 'what',
    header: 'Change',
    primary: true,
    cell: ({ what, why }) => (
      <span>
        {what}
        {why !== undefined && <span class="unsent__why"> {why}</span>}
      </span>
    ),
  },
  { id: 'before', header: 'Now', cell: ({ before }) => (before === '' ? 'nothing' : <del>{before}</del>) },
  { id: 'after', header: 'Theirs', cell: ({ after }) => (after === '' ? 'nothing' : <ins>{after}</ins>) },
  { id: 'made', header: 'Made', cell: ({ madeAt }) => <RelativeTime at={Date.parse(madeAt)} /> },
  {
    id: 'decide',
    header: 'Decide',
    hideHeader: true,
    align: 'end',
    cell: ({ id, what }) => (
      <Inline>
        <Button size="s" busy={busy} aria-label={`Accept: ${what}`} onClick={() => decide(id, 'accept')}>
          Accept
        </Button>
        <Button size="s" busy={busy} aria-label={`Discard: ${what}`} onClick={() => decide(id, 'discard')}>
          Discard
        </Button>
      </Inline>
    ),
  },
]
