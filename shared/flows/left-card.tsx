import type { ItemCount } from '../domain/model/handover.ts'
import type { Directory } from '../replica/directory/directory.ts'
import { Card } from '../ui/card.tsx'
import { CountTree } from '../ui/count-tree.tsx'
import { countNodes, itemsInWords, total } from './count-nodes.ts'

/** The part of a handover that goes to nobody, counted (HAND-24); nothing where everything moves. */
export function LeftCard(props: {
  directory: Directory
  label: string
  left: readonly ItemCount[]
  /** What the preview had shown in a folder. */
  before?: ReadonlyMap<string, number>
}) {
  const { directory, label, left, before } = props
  if (left.length === 0) return null
  return (
    <Card title={label} subtitle={`${itemsInWords(total(left))} in all`}>
      <CountTree label={label} nodes={countNodes(directory, left, before)} openLevels={1} />
    </Card>
  )
}
