import type { ComponentChildren } from 'preact'
import { OPENER } from './row-click.ts'

export type RowOpenerProps = {
  href: string | undefined
  onOpen: (() => void) | undefined
  /** -1 in a grid that moves the focus itself. */
  tabIndex?: number
  children: ComponentChildren
}

/** The primary cell's content as a link or a button, or as it is when the row opens nothing. */
export function RowOpener({ href, onOpen, tabIndex, children }: RowOpenerProps) {
  if (href !== undefined) {
    return (
      <a class={OPENER} href={href} tabIndex={tabIndex}>
        {children}
      </a>
    )
  }
  if (onOpen) {
    return (
      <button type="button" class={OPENER} tabIndex={tabIndex} onClick={onOpen}>
        {children}
      </button>
    )
  }
  return <>{children}</>
}
