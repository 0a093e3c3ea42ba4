import './brand-mark.css'

/** Our sign: two hands of one thing, one passing it on. With `name` it is followed by the product's name. */
export function BrandMark({ name }: { name?: string }) {
  return (
    <span class="ho-brand">
      <svg class="ho-brand__sign" viewBox="0 0 32 32" aria-hidden="true">
        <rect class="ho-brand__from" x="2" y="2" width="19" height="19" rx="7" />
        <rect class="ho-brand__to" x="11" y="11" width="19" height="19" rx="7" />
        <path class="ho-brand__arrow" d="M16 20.5h8.5m-3.5-3.5 3.5 3.5-3.5 3.5" />
      </svg>
      {name && <span class="ho-brand__name">{name}</span>}
    </span>
  )
}
