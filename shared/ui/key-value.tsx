import type { ComponentChildren } from 'preact'
import './key-value.css'

export type KeyValueItem = { label: string; value: ComponentChildren }

/** Facts with their names, as a definition list. A value that is missing shows as a dash. */
export function KeyValue({ items }: { items: readonly KeyValueItem[] }) {
  return (
    <dl class="ho-key-value">
      {items.map(({ label, value }) => (
        <div key={label} class="ho-key-value__pair">
          <dt>{label}</dt>
          <dd>
            {value === undefined || value === null || value === '' ? (
              <span aria-label="not set">–</span>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
