import './skeleton.css'

/** Grey lines where text is coming; hidden from screen readers, so put a Loading or aria-busy nearby. */
export function Skeleton({ lines = 1, withAvatar }: { lines?: number; withAvatar?: boolean }) {
  return (
    <span class="ho-skeleton" aria-hidden="true">
      {withAvatar && <span class="ho-skeleton__avatar" />}
      <span class="ho-skeleton__lines">
        {Array.from({ length: lines }, (_, index) => (
          <span key={index} class="ho-skeleton__line" />
        ))}
      </span>
    </span>
  )
}
