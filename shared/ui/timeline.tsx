import type { ComponentChildren } from 'preact'
import { Avatar, type Photo } from './avatar.tsx'
import { RelativeTime } from './relative-time.tsx'
import './timeline.css'

export type TimelineEntry = {
  id: string
  /** Who did it. Left out: the system did. */
  who?: { name: string; id?: string; photo?: Photo | undefined }
  /** What was done, without the name: "gave Anna's items to Ben". */
  what: ComponentChildren
  /** Milliseconds since 1970. */
  at: number
  /** Before and after, a reason, what it was part of. */
  detail?: ComponentChildren
  icon?: ComponentChildren
}

export function Timeline({
  label,
  entries,
  now,
}: {
  label: string
  entries: readonly TimelineEntry[]
  now?: number
}) {
  return (
    <ol class="ho-timeline" role="list" aria-label={label}>
      {entries.map(({ id, who, what, at, detail, icon }) => (
        <li key={id} class="ho-timeline__entry">
          <span class="ho-timeline__sign">
            {who && !icon ? (
              <Avatar name={who.name} colourBy={who.id} photo={who.photo} />
            ) : (
              <span class="ho-timeline__icon">{icon}</span>
            )}
          </span>
          <div class="ho-timeline__text">
            <p>
              {who && (
                <>
                  <bdi class="ho-timeline__who">{who.name}</bdi>{' '}
                </>
              )}
              {what}
            </p>
            <p class="ho-timeline__when">
              <RelativeTime at={at} now={now} />
            </p>
            {detail && <div class="ho-timeline__detail">{detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
