import type { ComponentChildren } from 'preact'
import './or-line.css'

/** A line between two ways to the same end: "or". */
export const OrLine = ({ children }: { children: ComponentChildren }) => <div class="ho-or">{children}</div>
