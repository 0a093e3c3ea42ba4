import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Loading } from '../../shared/ui/loading.tsx'
import { RecordRequest, recordWords, useAskedRecord } from './record-request.tsx'
import { wordsFor } from '../../shared/domain/decide/decide.ts'
import type { Change } from '../../shared/domain/decide/change.ts'
import {
  type AskedEdit,
  askedEdit,
  type Shown as SeenRecord,
  shownOf,
} from '../../shared/domain/request/record-request.ts'
import { isOpenRequest, type Request } from '../../shared/domain/model/request.ts'
import { ConfirmButton } from '../../shared/flows/confirm-button.tsx'
import { rehearse } from '../../shared/flows/handover-draft.ts'
import { RefusedBanner } from '../../shared/flows/refused-banner.tsx'
import { useSend } from '../../shared/flows/use-send.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { KeyValue } from '../../shared/ui/key-value.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Badge, type Tone } from '../../shared/ui/status-badge.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { whatChanges } from '../history/what-changes.ts'
import { link } from '../link.ts'

interface RequestCardProps {
  replica: Replica
  request: Request
}

/** One request: to whoever may, with what would happen and yes or no; to the asker, what became of it (ROLE-15). */
export function RequestCard({ replica, request }: RequestCardProps) {
  const edit = askedEdit(request.command)
  return edit ? (
    <OfRecord replica={replica} request={request} edit={edit} />
  ) : (
    <Shown replica={replica} request={request} />
  )
}

/** A change of a record: which one, where, and what stands there now. A yes is to that, and to nothing else. */
function OfRecord({ replica, request, edit }: RequestCardProps & { edit: AskedEdit }) {
  const { record, looking } = useAskedRecord(replica, edit)
  return (
    <Shown
      replica={replica}
      request={request}
      words={recordWords(replica.directory.value, edit, record)}
      details={
        record ? (
          <RecordRequest replica={replica} edit={edit} record={record} />
        ) : looking ? (
          <Loading>Opening the record…</Loading>
        ) : undefined
      }
      {...(record && { shown: shownOf(record, edit) })}
      reason={record ? undefined : looking ? 'The record is being opened.' : GONE}
    />
  )
}

const NOT_SEEN = 'Something that you don’t see any more'
const GONE = 'The record is not there any more, or not for you.'

interface ShownProps extends RequestCardProps {
  words?: string
  details?: ComponentChildren
  /** What stands in the record where it would change. */
  shown?: SeenRecord
  /** Why nobody could say yes now. */
  reason?: string | undefined
}

function Shown({ replica, request, details, shown, reason, ...given }: ShownProps) {
  const directory = replica.directory.value
  const send = useSend(replica)
  const [word, setWord] = useState<string | null>(null)
  const { id: requestId, by, command } = request
  const words =
    given.words ?? (command.args === null ? NOT_SEEN : wordsFor({ id: '', ...command }, directory.nameOf))
  const open = isOpenRequest(request, new Date().toISOString())
  const mine = by === replica.userId
  const forMe = open && request.to.includes(replica.userId)
  const { label, tone } = stateOf(request, open)
  const about = (command.args as { handoverId?: unknown } | null)?.handoverId
  const handover = directory.handovers.find(({ id }) => id === about)
  const decision = forMe ? rehearse(replica, directory, command.type, command.args) : null
  return (
    <Card
      title={words}
      subtitle={
        <>
          {mine ? 'You asked' : `${directory.nameOf(by)} asks`}{' '}
          <RelativeTime at={Date.parse(request.madeAt)} />
        </>
      }
      actions={<Badge tone={tone}>{label}</Badge>}
    >
      <Stack gap={3}>
        {request.answeredBy && (
          <p>
            {directory.nameOf(request.answeredBy)} said {request.state === 'confirmed' ? 'yes' : 'no'}
            {request.word ? `: “${request.word}”` : '.'}
          </p>
        )}
        {mine && request.state === 'void' && (
          <p>
            {command.args === null
              ? 'It has ended: your access was changed, and you don’t see any more what it was about.'
              : 'It has ended: nobody who was asked may say yes any more. Ask again, or talk to an Admin.'}
          </p>
        )}
        {handover && (
          <p>
            <a href={link.handover(handover.id)}>Look at what it is about</a>
          </p>
        )}
        {details}
        {forMe && reason === GONE && <Banner tone="warning">{GONE}</Banner>}
        {decision?.status === 'accepted' && !details && (
          <WhatHappens directory={directory} changes={decision.changes} />
        )}
        {decision?.status === 'refused' && (
          <Banner tone="warning" title="It can’t be done as it stands">
            {decision.message}
          </Banner>
        )}
        <RefusedBanner replica={replica} send={send} title="That was not possible" />
        {forMe && word === null && (
          <Inline justify="end">
            <Button onClick={() => setWord('')}>Say no…</Button>
            <ConfirmButton
              variant="primary"
              busy={send.busy.value}
              reason={decision?.status === 'refused' ? decision.message : reason}
              onClick={() =>
                void send('request.confirm', { requestId, by, command, ...(shown && { shown }) })
              }
            >
              Say yes: do it in my name
            </ConfirmButton>
          </Inline>
        )}
        {forMe && word !== null && (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void send('request.decline', { requestId, word })
            }}
          >
            <Stack gap={3}>
              <TextInput
                label={`A word for ${directory.nameOf(by)}`}
                hint="They read it with your no. It may stay empty."
                autoFocus
                maxLength={500}
                value={word}
                onInput={setWord}
              />
              <Inline justify="end">
                <Button onClick={() => setWord(null)}>Back</Button>
                <Button type="submit" variant="danger" busy={send.busy.value}>
                  Say no
                </Button>
              </Inline>
            </Stack>
          </form>
        )}
        {mine && open && (
          <Inline justify="end">
            <Button busy={send.busy.value} onClick={() => void send('request.withdraw', { requestId })}>
              Take it back
            </Button>
          </Inline>
        )}
      </Stack>
    </Card>
  )
}

/** The rows that would change, before and after, in words. */
function WhatHappens({ directory, changes }: { directory: Directory; changes: readonly Change[] }) {
  const found = whatChanges(directory, changes)
  if (found.length === 0) return null
  return (
    <KeyValue
      items={found.map(({ label, before: from, after: to }) => ({
        label,
        value: (
          <>
            <del>{from}</del> → <ins>{to}</ins>
          </>
        ),
      }))}
    />
  )
}

function stateOf({ state }: Request, open: boolean): { label: string; tone: Tone } {
  if (open) return { label: 'Waits for an answer', tone: 'info' }
  switch (state) {
    case 'confirmed':
      return { label: 'Done', tone: 'success' }
    case 'declined':
      return { label: 'Declined', tone: 'warning' }
    case 'withdrawn':
      return { label: 'Taken back', tone: 'neutral' }
    case 'void':
      return { label: 'Ended', tone: 'neutral' }
    case 'open':
      return { label: 'Lapsed', tone: 'neutral' }
  }
}
