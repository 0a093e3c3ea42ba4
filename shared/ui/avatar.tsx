import type { ReadonlySignal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { classNames } from './class-names.ts'
import { avatarColour, initials } from './name-initials.ts'
import './avatar.css'

/** Where the image is; in a signal while it may have to come first. */
export type Photo = string | ReadonlySignal<string | undefined>

export type AvatarProps = {
  /** A person's or a workspace's name; gives the initials. */
  name: string
  /** What the colour is chosen by, where the name may change: the id. */
  colourBy?: string
  photo?: Photo | undefined
  size?: 's' | 'm' | 'l'
  shape?: 'round' | 'square'
  /** Shows the green dot, and says so. */
  online?: boolean
  /** Greyed: somebody who left or is blocked. */
  faded?: boolean
}

/** Decoration beside a name: hidden from screen readers, except that somebody is online. */
export function Avatar({
  name,
  colourBy,
  photo: given,
  size = 'm',
  shape = 'round',
  online,
  faded,
}: AvatarProps) {
  const photo = typeof given === 'object' ? given.value : given
  // Offline, or of somebody who was erased: the initials say it as well.
  const [missing, setMissing] = useState<string>()
  return (
    <span
      class={classNames(
        'ho-avatar',
        `ho-avatar--${size}`,
        shape === 'square' && 'ho-avatar--square',
        faded && 'ho-avatar--faded',
      )}
    >
      {photo && photo !== missing ? (
        <img class="ho-avatar__face" src={photo} alt="" loading="lazy" onError={() => setMissing(photo)} />
      ) : (
        // Drawn by the style sheet: as text they would be a part of the label of every button around them.
        <span
          class={`ho-avatar__face ho-avatar__face--${avatarColour(colourBy ?? name)}`}
          data-initials={initials(name)}
          aria-hidden="true"
        />
      )}
      {online && (
        <span class="ho-avatar__dot" title="Online now">
          <span class="ho-visually-hidden">online now</span>
        </span>
      )}
    </span>
  )
}
