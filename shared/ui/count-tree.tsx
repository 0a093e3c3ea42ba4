import type { ComponentChildren } from 'preact'
import { ChevronRight } from 'lucide-preact'
import './count-tree.css'

export type CountNode = {
  id: string
  label: string
  count: number
  icon?: ComponentChildren
  /** What was shown before, when it changed meanwhile (HAND-6). */
  before?: number | undefined
  children?: readonly CountNode[]
}

export type CountTreeProps = {
  /** What is counted: "What moves to Ben". */
  label: string
  nodes: readonly CountNode[]
  /** How deep it is open at first; 1 shows the first level with its children. */
  openLevels?: number
}

/** Counts in a tree, workspace → folder → kind, each branch foldable. */
export function CountTree({ label, nodes, openLevels = 1 }: CountTreeProps) {
  return (
    <div class="ho-count-tree" role="group" aria-label={label}>
      <Branch nodes={nodes} openLevels={openLevels} />
    </div>
  )
}

function Branch({ nodes, openLevels }: { nodes: readonly CountNode[]; openLevels: number }) {
  return (
    <ul class="ho-count-tree__branch" role="list">
      {nodes.map((node) => (
        <li key={node.id}>
          {node.children && node.children.length > 0 ? (
            <details open={openLevels > 0}>
              <summary class="ho-count-tree__line">
                <ChevronRight class="ho-count-tree__arrow" />
                <Line node={node} />
              </summary>
              <Branch nodes={node.children} openLevels={openLevels - 1} />
            </details>
          ) : (
            <div class="ho-count-tree__line ho-count-tree__line--leaf">
              <Line node={node} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function Line({ node: { label, count, icon, before } }: { node: CountNode }) {
  const changed = before !== undefined && before !== count
  return (
    <>
      {icon && <span class="ho-count-tree__icon">{icon}</span>}
      <span class="ho-count-tree__label">
        <bdi>{label}</bdi>
      </span>
      <span class="ho-count-tree__count">
        {changed && (
          <>
            <span class="ho-visually-hidden">was </span>
            <del class="ho-count-tree__before">{before.toLocaleString('en')}</del>
            <span class="ho-visually-hidden">, is now </span>
          </>
        )}
        <span class={changed ? 'ho-count-tree__now' : undefined}>{count.toLocaleString('en')}</span>
      </span>
    </>
  )
}
