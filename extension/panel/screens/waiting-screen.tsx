import { AllRefused } from '../../../shared/flows/refused/all-refused.tsx'
import { SendAgain } from '../../../shared/flows/refused/send-again.tsx'
import { CopyWritten, WrittenValues } from '../../../shared/flows/refused/written-values.tsx'
import { isAskable } from '../../../shared/domain/request/askable.ts'
import { AskSomebody } from '../../../shared/flows/ask-somebody.tsx'
import { Button } from '../../../shared/ui/button.tsx'
import { Card } from '../../../shared/ui/card.tsx'
import { EmptyState } from '../../../shared/ui/empty-state.tsx'
import { Stack } from '../../../shared/ui/layout.tsx'
import { RelativeTime } from '../../../shared/ui/relative-time.tsx'
import type { InPanel } from '../in-panel.ts'
import { ScreenHead } from '../screen-head.tsx'

/** What is not on the server yet, and what it did not accept, in words (SYNC-2, SYNC-3). */
export function WaitingScreen({ replica }: InPanel) {
  const refused = replica.refused.value
  const pending = replica.pending.value
  return (
    <Stack gap={4}>
      <ScreenHead title="Waiting" />
      {refused.length === 0 && pending.length === 0 && (
        <EmptyState compact title="Nothing waits">
          Everything you did here is saved on the server.
        </EmptyState>
      )}
      {refused.length > 0 && <AllRefused replica={replica} items={refused} />}
      {refused.map((item) => (
        <Card
          key={item.id}
          title={item.words}
          {...(item.kind !== 'notice' && { subtitle: item.message })}
          actions={
            <>
              <SendAgain replica={replica} item={item} />
              <CopyWritten replica={replica} item={item} />
              {item.command && isAskable(item) && (
                <AskSomebody replica={replica} command={item.command} reason={item.message} />
              )}
              <Button
                size="s"
                onClick={() =>
                  void (item.kind === 'notice'
                    ? replica.confirmNotice(item.id)
                    : replica.dropRefused(item.id))
                }
              >
                {item.kind === 'notice' ? 'Understood' : 'Drop it'}
              </Button>
            </>
          }
        >
          <WrittenValues replica={replica} item={item} />
          {item.dependents.length > 0 && <p>Not sent either: {item.dependents.join('; ')}</p>}
        </Card>
      ))}
      {pending.map((item) => (
        <Card
          key={item.seq}
          title={item.words}
          subtitle={
            <>
              {item.state === 'sending' ? 'Being sent' : 'On this device'} since{' '}
              <RelativeTime at={Date.parse(item.since)} />
            </>
          }
          actions={
            <Button
              size="s"
              reason={item.canWithdraw ? undefined : 'It is on its way to the server already.'}
              onClick={() => void replica.withdraw(item.seq)}
            >
              Withdraw
            </Button>
          }
        />
      ))}
    </Stack>
  )
}
