import type { ComponentChildren } from 'preact'

/** A part of the gallery, reached by its id. */
export function Section({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section id={id} class="gallery-section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  )
}

/** One component or state with its name above it. */
export function Sample({
  name,
  children,
  wide,
}: {
  name: string
  children: ComponentChildren
  wide?: boolean
}) {
  return (
    <div class={wide ? 'gallery-sample gallery-sample--wide' : 'gallery-sample'}>
      <h3 class="gallery-sample__name">{name}</h3>
      {children}
    </div>
  )
}
