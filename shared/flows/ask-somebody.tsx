import { useSignal } from '@preact/signals'
import { wordsFor } from '../domain/decide/decide.ts'
import { type Asked, isOpenRequest } from '../domain/model/request.ts'
import { isAskable, isForRequest } from '../domain/request/askable.ts'
import { asAsked } from '../domain/request/record-request.ts'
import { isSame } from '../domain/request/strings-in.ts'
import type { Replica } from '../replica/replica.ts'
import { Button } from '../ui/button.tsx'
import { rehearse } from './handover-draft.ts'
import { useSend } from './use-send.ts'

export interface AskSomebodyProps {
  replica: Replica
  /** The change as it would be made. */
  command: Asked
  /** Why it may not be made, where that is known already; this device alone may not know it. */
  reason?: string | undefined
}

/** In place of a change that I may not make: one click asks those who may (ROLE-15). Nothing where I may, or nobody could. */
export function AskSomebody({ replica, command: wanted, reason }: AskSomebodyProps) {
  const command = asAsked(wanted)
  const send = useSend(replica)
  const asked = useSignal(false)
  const directory = replica.directory.value
  if (asked.value || isAsked(replica, command)) return <Asking />
  if (!mayHelp(replica, command, reason)) return null
  const ask = async () => {
    const sent = await send('request.make', { requestId: replica.newId('request'), command })
    if (sent) asked.value = true
  }
  return (
    <>
      <Button
        size="s"
        variant="quiet"
        aria-label={`Ask somebody who may: ${wordsFor({ id: '', ...command }, directory.nameOf)}`}
        busy={send.busy.value}
        onClick={() => void ask()}
      >
        Ask somebody who may
      </Button>
      {send.refused.value && (
        <span class="ho-asked" role="alert">
          {send.refused.value.message}
        </span>
      )}
    </>
  )
}

/** Have I asked for this change, and wait for an answer? */
export function isAsked(replica: Replica, command: Asked): boolean {
  const now = new Date().toISOString()
  return replica.directory.value.requests.some(
    (request) =>
      request.by === replica.userId && isOpenRequest(request, now) && isSame(request.command, command),
  )
}

/** What stands where one asked. */
export const Asking = () => (
  <span class="ho-asked" role="status">
    You asked somebody who may. The answer comes under Requests.
  </span>
)

/** Is the change refused for lack of right alone, as far as this device knows? */
function mayHelp(replica: Replica, { type, args }: Asked, reason: string | undefined): boolean {
  if (!isForRequest(type)) return false
  const decision = rehearse(replica, replica.directory.value, type, args)
  return decision.status === 'refused'
    ? isAskable(decision)
    : decision.status === 'later' && reason !== undefined
}
