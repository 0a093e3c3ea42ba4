import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { FilterChips } from '../../shared/ui/filter-chips.tsx'
import { SearchInput } from '../../shared/ui/search-input.tsx'
import type { FolderFilter } from './folder-filter.ts'
import { ownerFromKey, ownerKeyOf, ownerOptions } from './owner-filter.ts'

export type FolderToolbarProps = {
  directory: Directory
  folder: Folder
  filter: FolderFilter
  found: number | undefined
  onChange: (change: Partial<FolderFilter>) => void
}

/** Search and filters of a folder's list (REC-3). */
export function FolderToolbar({ directory, folder, filter, found, onChange }: FolderToolbarProps) {
  const stage = filter.open === null ? [] : [filter.open ? 'open' : 'closed']
  return (
    <div class="rec-toolbar">
      <div class="rec-toolbar__search">
        <SearchInput
          label={`Search ${folder.name}`}
          value={filter.text}
          onInput={(text) => onChange({ text })}
          found={found}
        />
      </div>
      <div class="rec-toolbar__owner">
        <Combobox
          label="Looked after by"
          hideLabel
          kind="plain"
          placeholder="Looked after by anybody"
          options={ownerOptions(directory, folder.workspaceId, Date.now())}
          value={filter.owner && ownerKeyOf(filter.owner)}
          onChange={(key) => onChange({ owner: ownerFromKey(key) })}
          empty={() => 'Nobody like that looks after something here.'}
        />
      </div>
      {folder.stage && (
        <FilterChips
          label="Open or closed"
          single
          chips={[
            { id: 'open', label: 'Open' },
            { id: 'closed', label: 'Closed' },
          ]}
          selected={new Set(stage)}
          onChange={(selected) =>
            onChange({ open: selected.has('open') ? true : selected.has('closed') ? false : null })
          }
        />
      )}
    </div>
  )
}
