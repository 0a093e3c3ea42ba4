import { ownOf, parseDocumentName, shardOf } from '../../domain/documents/document-name.ts'

/** In which document records lie, by its folder and a number. */
export interface Place {
  folderId: string
  shard: number
}

/** The number of a user's own copy of a folder's first shard (ROLE-10), followed by those of the others; no shard has them. */
export const OWN_SHARD = 100_000

/** Do records at the place lie in a copy that the server alone writes? */
export const isOwnPlace = ({ shard }: Pick<Place, 'shard'>): boolean => shard >= OWN_SHARD

/** Null: no document with records. */
export function placeOf(document: string): Place | null {
  const name = parseDocumentName(document)
  if (name?.kind === 'content') return { folderId: name.folderId, shard: name.shard }
  return name?.kind === 'own' ? { folderId: name.folderId, shard: OWN_SHARD + name.shard } : null
}

/** The name of the document at a place on this user's device. */
export const documentAt = ({ folderId, shard }: Place, userId: string): string =>
  shard >= OWN_SHARD ? ownOf(userId, folderId, shard - OWN_SHARD) : shardOf(folderId, shard)
