import type { ComponentChildren } from 'preact'
import { KeyValue } from '../ui/key-value.tsx'

export interface ConsequencesProps {
  kept: ComponentChildren
  moved?: ComponentChildren
  disconnected?: ComponentChildren
  erased?: ComponentChildren
}

/** LIFE-7: what a step keeps, moves, disconnects and erases, read before its button. */
export function Consequences({ kept, moved, disconnected, erased }: ConsequencesProps) {
  return (
    <KeyValue
      items={[
        { label: 'Kept', value: kept },
        { label: 'Moved', value: moved ?? 'Nothing' },
        { label: 'Disconnected', value: disconnected ?? 'Nothing' },
        { label: 'Erased', value: erased ?? 'Nothing' },
      ]}
    />
  )
}
