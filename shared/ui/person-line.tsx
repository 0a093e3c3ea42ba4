import type { ComponentChildren } from 'preact'
import { X } from 'lucide-preact'
import { Avatar, type Photo } from './avatar.tsx'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import { StatusBadge, type PersonStatus } from './status-badge.tsx'
import './person-line.css'

export type PersonLineProps = {
  name: string
  /** Second line: usually the address. */
  email?: string | undefined
  /** Shown as a badge beside the name, except 'active', which is the rule. */
  status?: PersonStatus
  /** A word beside the name, such as a badge. */
  mark?: ComponentChildren
  /** More for the second line, after the address: role, "left 3 May". */
  detail?: ComponentChildren
  photo?: Photo | undefined
  colourBy?: string
  online?: boolean
  size?: 's' | 'm' | 'l'
  /** Makes the name a link, or a button. */
  href?: string
  onOpen?: () => void
  /** At the end of the line: buttons, a menu. */
  actions?: ComponentChildren
}

/** One person: avatar, name, address · detail. */
export function PersonLine(props: PersonLineProps) {
  const {
    name,
    email,
    status,
    mark,
    detail,
    photo,
    colourBy,
    online,
    size = 'm',
    href,
    onOpen,
    actions,
  } = props
  const gone = status === 'deactivated' || status === 'erased'
  return (
    <div class={classNames('ho-person', `ho-person--${size}`)}>
      <Avatar
        name={name}
        colourBy={colourBy}
        photo={photo}
        online={online}
        faded={gone || status === 'blocked'}
        size={size}
      />
      <div class="ho-person__text">
        <div class="ho-person__first">
          <PersonName name={name} href={href} onOpen={onOpen} />
          {status && status !== 'active' && <StatusBadge status={status} />}
          {mark}
        </div>
        {(email || detail) && (
          <div class="ho-person__second">
            {email && <bdi>{email}</bdi>}
            {email && detail && <span aria-hidden="true"> · </span>}
            {detail}
          </div>
        )}
      </div>
      {actions && <div class="ho-person__actions">{actions}</div>}
    </div>
  )
}

function PersonName({ name, href, onOpen }: Pick<PersonLineProps, 'name' | 'href' | 'onOpen'>) {
  if (href) {
    return (
      <a class="ho-person__name" href={href}>
        <bdi>{name}</bdi>
      </a>
    )
  }
  if (onOpen) {
    return (
      <button type="button" class="ho-person__name" onClick={onOpen}>
        <bdi>{name}</bdi>
      </button>
    )
  }
  return <bdi class="ho-person__name">{name}</bdi>
}

/** A person inside a sentence or a list of chosen ones; `onRemove` adds a cross. */
export function PersonChip({
  name,
  photo,
  colourBy,
  online,
  onRemove,
}: Pick<PersonLineProps, 'name' | 'photo' | 'colourBy' | 'online'> & { onRemove?: () => void }) {
  return (
    <span class="ho-person-chip">
      <Avatar name={name} colourBy={colourBy} photo={photo} online={online} size="s" />
      <bdi class="ho-person-chip__name">{name}</bdi>
      {onRemove && <IconButton label={`Remove ${name}`} icon={<X />} size="s" onClick={onRemove} />}
    </span>
  )
}
