import './loading.css'

/** Something is coming and its shape is not known; say what: "Opening Anna's items…". */
export function Loading({ children = 'Loading…' }: { children?: string }) {
  return (
    <div class="ho-loading" role="status">
      <span class="ho-loading__ring" aria-hidden="true" />
      <span>{children}</span>
    </div>
  )
}
