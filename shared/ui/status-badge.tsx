import type { ComponentChildren } from 'preact'
import './status-badge.css'

export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger'
/** The states of a user as the screen knows them (LIFE-1). */
export type PersonStatus = 'active' | 'pending' | 'blocked' | 'deactivated' | 'erased'

type Look = { label: string; tone: Tone; meaning: string }

export const personStatus: Readonly<Record<PersonStatus, Look>> = {
  active: { label: 'Active', tone: 'success', meaning: 'Can sign in' },
  pending: { label: 'Pending', tone: 'warning', meaning: 'Invited, has not accepted yet' },
  blocked: { label: 'Blocked', tone: 'danger', meaning: 'Cannot sign in; keeps everything, costs a seat' },
  deactivated: { label: 'Deactivated', tone: 'neutral', meaning: 'Cannot sign in; costs no seat' },
  erased: { label: 'Erased', tone: 'neutral', meaning: 'Personal data was erased' },
}

/** The state of a person, with what it means on hover. */
export function StatusBadge({ status }: { status: PersonStatus }) {
  const { label, tone, meaning } = personStatus[status]
  return (
    <Badge tone={tone} title={meaning} dot>
      {label}
    </Badge>
  )
}

export type BadgeProps = {
  children: ComponentChildren
  tone?: Tone
  icon?: ComponentChildren
  dot?: boolean
  title?: string
}

/** A short word with a tone; the word carries the meaning, never the colour alone. */
export function Badge({ children, tone = 'neutral', icon, dot, title }: BadgeProps) {
  return (
    <span class={`ho-badge ho-tone--${tone}`} title={title}>
      {dot && <span class="ho-badge__dot" aria-hidden="true" />}
      {icon}
      {children}
    </span>
  )
}
