import { ownOf, parseDocumentName, shardOf } from '../domain/documents/document-name.ts'

/** In which document records lie, by its folder and a number. */
export interface Place {
  folderId: string
  shard: number
}

/** The number of a user's own copy of a folder (ROLE-10): no shard has it. */
export const OWN_SHARD = 100_000

/** Null: no document with records. */
export function placeOf(document: string): Place | null {
  const name = parseDocumentName(document)
  if (name?.kind === 'content') return { folderId: name.folderId, shard: name.shard }
  return name?.kind === 'own' ? { folderId: name.folderId, shard: OWN_SHARD } : null
}

/** The name of the document at a place on this user's device. */
export const documentAt = ({ folderId, shard }: Place, userId: string): string =>
  shard === OWN_SHARD ? ownOf(userId, folderId) : shardOf(folderId, shard)
