import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { ListQuery } from '../../shared/replica/replica.ts'
import type { Sort } from '../../shared/ui/table-columns.ts'
import { ownerQuery, portfoliosOf, readOwner, type OwnerFilter } from './owner-filter.ts'

/** What a folder's list shows. It lives in the address, so that it can be linked to and Back brings it again. */
export interface FolderFilter {
  text: string
  owner: OwnerFilter | null
  /** Null: open and closed ones. */
  open: boolean | null
  sort: Sort
}

const BY_TITLE: Sort = { column: 'title', direction: 'ascending' }

export function readFilter(query: URLSearchParams): FolderFilter {
  const stage = query.get('stage')
  const sort = query.get('sort')
  return {
    text: query.get('q') ?? '',
    owner: readOwner(query),
    open: stage === 'open' ? true : stage === 'closed' ? false : null,
    sort: sort
      ? { column: sort.replace(/^-/, ''), direction: sort.startsWith('-') ? 'descending' : 'ascending' }
      : BY_TITLE,
  }
}

/** The query of the address; what is as always is left out. */
export function filterQuery({ text, owner, open, sort }: FolderFilter): Record<string, string | undefined> {
  const usual = sort.column === BY_TITLE.column && sort.direction === BY_TITLE.direction
  return {
    q: text || undefined,
    ...ownerQuery(owner),
    stage: open === null ? undefined : open ? 'open' : 'closed',
    sort: usual ? undefined : `${sort.direction === 'descending' ? '-' : ''}${sort.column}`,
  }
}

export const isFiltered = ({ text, owner, open }: FolderFilter): boolean =>
  text.trim() !== '' || owner !== null || open !== null

/** The filter as the engine takes it. */
export function listQuery(
  directory: Directory,
  folder: Folder,
  { text, owner, open, sort }: FolderFilter,
): ListQuery {
  const known = ['title', 'createdAt', ...folder.fields.map((field) => field.id)]
  return {
    ...(text.trim() && { text: text.trim() }),
    ...(owner && { portfolioIds: portfoliosOf(directory, folder.workspaceId, owner) }),
    ...(open !== null && folder.stage && { open }),
    sort: { field: known.includes(sort.column) ? sort.column : 'title', direction: sort.direction },
  }
}
