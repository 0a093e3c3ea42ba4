import { SendAgain } from '../../shared/flows/refused/send-again.tsx'
import { CopyWritten, WrittenValues } from '../../shared/flows/refused/written-values.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Inline } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { SaveState } from '../../shared/ui/save-state.tsx'
import type { RefusedItem, Replica } from '../../shared/replica/replica.ts'
import { isAskable } from '../../shared/domain/request/askable.ts'
import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'
import { repairOf } from './repair-of.ts'
import './waiting.css'

/** What the server did not accept or set back, with its reason, what depended on it, and the way on (SYNC-3). */
export function RefusedList({ replica, items }: { replica: Replica; items: readonly RefusedItem[] }) {
  const directory = replica.directory.value
  return (
    <ul class="waiting-list" role="list">
      {items.map((item) => {
        const repair = repairOf(item, directory)
        const isNotice = item.kind === 'notice'
        const done = () => (isNotice ? replica.confirmNotice(item.id) : replica.dropRefused(item.id))
        return (
          <li key={item.id} class="waiting-list__item">
            <div class="waiting-list__text">
              <p class="waiting-list__words">{item.words}</p>
              {!isNotice && <p>{item.message}</p>}
              <WrittenValues replica={replica} item={item} />
              {item.dependents.length > 0 && (
                <details class="waiting-list__dependents">
                  <summary>
                    {item.dependents.length === 1
                      ? '1 change built on it was not sent either'
                      : `${item.dependents.length} changes built on it were not sent either`}
                  </summary>
                  <ul>
                    {item.dependents.map((words, index) => (
                      <li key={index}>{words}</li>
                    ))}
                  </ul>
                </details>
              )}
              <p class="waiting-list__note">
                <SaveState state="not-accepted" /> · <RelativeTime at={Date.parse(item.since)} />
              </p>
            </div>
            <Inline>
              {repair && (
                <LinkButton size="s" href={repair.href}>
                  {repair.label}
                </LinkButton>
              )}
              {item.command && isAskable(item) && (
                <AskSomebody replica={replica} command={item.command} reason={item.message} />
              )}
              <SendAgain replica={replica} item={item} />
              <CopyWritten replica={replica} item={item} />
              <Button
                size="s"
                aria-label={`${isNotice ? 'Understood' : 'Let it go'}: ${item.words}`}
                onClick={() => void done()}
              >
                {isNotice ? 'Understood' : 'Let it go'}
              </Button>
            </Inline>
          </li>
        )
      })}
    </ul>
  )
}
