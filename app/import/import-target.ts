import type { Mapping } from '../../shared/domain/import/mapping.ts'
import { newFields } from '../../shared/domain/import/mapping.ts'
import type { Colleague } from '../../shared/domain/import/owners.ts'
import type { Field, Folder } from '../../shared/domain/model/folder.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'

/** Where the rows go. A new folder has its id from the beginning, because the records' ids follow from it. */
export type ImportTarget =
  { kind: 'new'; folderId: string; name: string } | { kind: 'existing'; folderId: string }

/** Folders that records can be imported into. */
export const targetFolders = (directory: Directory, workspaceId: string): Folder[] =>
  directory.foldersOf(workspaceId).filter((folder) => folder.kind === 'records' && !folder.archivedAt)

/** `orders-2024.csv` → "Orders 2024" */
export function folderNameFrom(fileName: string): string {
  const words = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_\-.]+/g, ' ')
    .trim()
    .slice(0, 120)
  return words === '' ? 'Imported records' : `${words[0]?.toUpperCase()}${words.slice(1)}`
}

/** The folder that has the file's name already, so that the same file again finds its records; else a new one. */
export function proposedTarget(
  directory: Directory,
  workspaceId: string,
  fileName: string,
  newFolderId: string,
): ImportTarget {
  const name = folderNameFrom(fileName)
  const same = targetFolders(directory, workspaceId).find(
    (folder) => folder.name.toLowerCase() === name.toLowerCase(),
  )
  return same ? { kind: 'existing', folderId: same.id } : { kind: 'new', folderId: newFolderId, name }
}

/** The fields that are there before the import. */
export const fieldsOf = (directory: Directory, target: ImportTarget): readonly Field[] =>
  target.kind === 'new' ? [] : (directory.folder(target.folderId)?.fields ?? [])

/** What has to be sent before the records; null when the folder is as it should be. */
export function folderCommand(
  workspaceId: string,
  target: ImportTarget,
  mapping: Mapping,
): { type: string; args: unknown } | null {
  const fields = newFields(mapping)
  if (target.kind === 'new')
    return {
      type: 'folder.create',
      args: { folderId: target.folderId, workspaceId, name: target.name.trim(), fields, stage: null },
    }
  return fields.length === 0
    ? null
    : { type: 'folder.edit', args: { folderId: target.folderId, addFields: fields } }
}

/** Whom an owner value can mean; people who left are not offered (LIFE-3). */
export const colleaguesOf = (directory: Directory): Colleague[] =>
  directory.users
    .filter((user) => user.state !== 'deactivated' && user.state !== 'erased')
    .map(({ id, name, userName, number, email, formerly }) => ({
      id,
      name,
      userName: userName ?? null,
      number: number ?? null,
      email: email ?? '',
      formerly: formerly ?? [],
    }))
