import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Avatar } from '../../shared/ui/avatar.tsx'
import { ownerWords } from './owner-words.ts'
import './records.css'

/** Who looks after an item, with "left by …" under the name. */
export function OwnerCell({ directory, portfolioId }: { directory: Directory; portfolioId: string }) {
  const { holderId, name, note } = ownerWords(directory, portfolioId, Date.now())
  return (
    <span class="rec-owner">
      {holderId !== null && <Avatar name={name} colourBy={holderId} size="s" />}
      <span class="rec-owner__text">
        <bdi class={holderId === null ? 'rec-owner__nobody' : undefined}>{name}</bdi>
        {note && <span class="rec-owner__note">{note}</span>}
      </span>
    </span>
  )
}
