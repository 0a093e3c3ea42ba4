import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'
import './layout.css'

/** Steps of the space tokens: 1 = 4 px … 7 = 48 px. */
export type Gap = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** One under the other. */
export function Stack({ gap = 4, children }: { gap?: Gap; children: ComponentChildren }) {
  return <div class={`ho-stack ho-gap--${gap}`}>{children}</div>
}

export type InlineProps = {
  gap?: Gap
  /** `between` pushes the first and the last apart. */
  justify?: 'start' | 'end' | 'between' | 'center'
  align?: 'center' | 'start' | 'end'
  nowrap?: boolean
  children: ComponentChildren
}

/** Side by side, going to the next line where there is no room. */
export function Inline({ gap = 2, justify = 'start', align = 'center', nowrap, children }: InlineProps) {
  return (
    <div
      class={classNames(
        'ho-inline',
        `ho-gap--${gap}`,
        `ho-inline--${justify}`,
        `ho-inline--align-${align}`,
        nowrap && 'ho-inline--nowrap',
      )}
    >
      {children}
    </div>
  )
}
