import { useMemo } from 'preact/hooks'
import { undoUntil } from '../domain/handover/undo.ts'
import { type Handover, isPlannedSwitch, type ItemHandover } from '../domain/model/handover.ts'
import type { Replica } from '../replica/replica.ts'
import type { Session } from '../replica/session.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Inline, Stack } from '../ui/layout.tsx'
import { AskSomebody } from './ask-somebody.tsx'
import { RefusedBanner } from './refused-banner.tsx'
import { ConfirmButton } from './confirm-button.tsx'
import { countItems, shownCounts } from './counted-items.ts'
import { draft, rehearse, type Source } from './handover-draft.ts'
import { useSend } from './use-send.ts'

/** What can be done with a handover as it stands: undo, call off, say yes, go on after a look, send the invitation again. */
export function HandoverActions(props: { replica: Replica; session: Session; handover: Handover }) {
  const { replica, handover } = props
  const directory = replica.directory.value
  const send = useSend(replica)
  const reasonAgainst = (type: string, args: unknown): string | undefined => {
    const decision = rehearse(replica, directory, type, args)
    return decision.status === 'refused' ? decision.message : undefined
  }
  const args = { handoverId: handover.id }
  const open = ['asked', 'waiting', 'needs-look'].includes(handover.state)
  const until = undoUntil(handover)
  const canStillUndo = handover.state === 'done' && until !== null && new Date().toISOString() < until
  const approval = useMemo(
    () => ({ handoverId: handover.id, invitationId: replica.newId('invitation') }),
    [replica, handover.id],
  )
  return (
    <Stack gap={3}>
      <RefusedBanner replica={replica} send={send} title="That was not possible" />
      <Inline gap={2}>
        {handover.state === 'asked' && (
          <ConfirmButton
            variant="primary"
            busy={send.busy.value}
            reason={reasonAgainst('switch.approve', approval)}
            onClick={() => void send('switch.approve', approval)}
          >
            Say yes
          </ConfirmButton>
        )}
        {handover.kind === 'handover' && handover.state === 'needs-look' && (
          <GoOn {...props} handover={handover} />
        )}
        {(isPlannedSwitch(handover) || (handover.kind === 'switch' && handover.state === 'needs-look')) && (
          <ConfirmButton
            variant="primary"
            busy={send.busy.value}
            reason={reasonAgainst('switch.begin', approval)}
            onClick={() => void send('switch.begin', approval)}
          >
            Start it now
          </ConfirmButton>
        )}
        {handover.kind === 'switch' && handover.state === 'waiting' && !isPlannedSwitch(handover) && (
          <Button
            busy={send.busy.value}
            onClick={() =>
              void send('invitation.resend', {
                userId: handover.userId,
                invitationId: replica.newId('invitation'),
              })
            }
          >
            Send the invitation again
          </Button>
        )}
        {open && (
          <Button
            busy={send.busy.value}
            reason={reasonAgainst('handover.call-off', args)}
            onClick={() => void send('handover.call-off', args)}
          >
            Call it off
          </Button>
        )}
        {handover.kind === 'handover' && handover.erasing?.state === 'planned' && (
          <Button
            busy={send.busy.value}
            reason={reasonAgainst('erasing.call-off', args)}
            onClick={() => void send('erasing.call-off', args)}
          >
            Don’t erase their personal data
          </Button>
        )}
        {canStillUndo && (
          <Button
            busy={send.busy.value}
            reason={reasonAgainst('handover.undo', args)}
            onClick={() => void send('handover.undo', args)}
          >
            Undo
          </Button>
        )}
        {handover.state === 'asked' && (
          <AskSomebody replica={replica} command={{ type: 'switch.approve', args: approval }} />
        )}
        {(isPlannedSwitch(handover) || (handover.kind === 'switch' && handover.state === 'needs-look')) && (
          <AskSomebody replica={replica} command={{ type: 'switch.begin', args: approval }} />
        )}
        {handover.kind === 'handover' && handover.erasing?.state === 'planned' && (
          <AskSomebody replica={replica} command={{ type: 'erasing.call-off', args }} />
        )}
        {open && <AskSomebody replica={replica} command={{ type: 'handover.call-off', args }} />}
        {canStillUndo && <AskSomebody replica={replica} command={{ type: 'handover.undo', args }} />}
      </Inline>
    </Stack>
  )
}

/** Runs with a plan made from what is there now (HAND-6). */
function GoOn({
  replica,
  session,
  handover,
}: {
  replica: Replica
  session: Session
  handover: ItemHandover
}) {
  const directory = replica.directory.value
  const send = useSend(replica)
  const { from, to, afterwards, unassigned, erase } = handover.plan
  const source: Source = from === null ? 'nobody' : { userId: from }
  const plan = draft(replica, directory, source, to, afterwards, null, unassigned, erase)
  const nothing = !plan || plan.moves.length === 0
  const goOn = async () => {
    if (!plan) return
    const portfolioIds = plan.moves.map((move) => move.portfolioId)
    const counted = countItems(replica, session, portfolioIds)
    await new Promise<void>((resolve) => {
      const stop = counted.subscribe((value) => {
        if (value.state === 'counting') return
        queueMicrotask(() => stop())
        resolve()
      })
    })
    await send('handover.resume', {
      handoverId: handover.id,
      plan: { ...plan, shown: shownCounts(counted.value) },
    })
  }
  return (
    <>
      {send.refused.value && <Banner tone="danger">{send.refused.value.message}</Banner>}
      <ConfirmButton
        variant="primary"
        busy={send.busy.value}
        reason={nothing ? 'There is nothing left to hand over. Call it off.' : undefined}
        onClick={() => void goOn()}
      >
        Hand over what is there now
      </ConfirmButton>
    </>
  )
}
