/**
 * Names of the Yjs documents. Directory documents are written by the server alone and split by who may read them
 * (DESIGN §2.5); content documents are written by many under the guard (DESIGN §3).
 */
export const ORGANIZATION = 'organization'
/** What everybody in the organization may know of it, people without a workspace too. */
export const ABOUT = 'about'
/** Seats by day, and invoices. */
export const BILLING = 'billing'
export const namesOf = (workspaceId: string) => `names/${workspaceId}`
export const staffOf = (workspaceId: string) => `staff/${workspaceId}`
export const meOf = (userId: string) => `me/${userId}`
/** Presence only: no stored content. */
export const presenceOf = (workspaceId: string) => `presence/${workspaceId}`
/** No document: says which of a workspace's content documents there are, and how far each is. */
export const headsOf = (workspaceId: string) => `heads/${workspaceId}`
/** One shard of a folder; a folder begins with shard 0 (about 10,000 records each). */
export const shardOf = (folderId: string, shard: number) => `content/${folderId}/${shard}`

/**
 * What one user, who does not read the workspace's content as it is, may see of a shard (ROLE-10): shaped like it, and
 * written by the server alone.
 */
export const ownOf = (userId: string, folderId: string, shard: number) => `own/${userId}/${folderId}/${shard}`
/** As `headsOf`, of a user's own copies in a workspace. */
export const ownHeadsOf = (workspaceId: string) => `own-heads/${workspaceId}`

export type DocumentName =
  | { kind: 'organization' | 'about' | 'billing' }
  | { kind: 'names' | 'staff' | 'presence' | 'heads' | 'own-heads'; workspaceId: string }
  | { kind: 'me'; userId: string }
  | { kind: 'content'; folderId: string; shard: number }
  | { kind: 'own'; userId: string; folderId: string; shard: number }

/** Reads a name from the wire; null for anything that is none of ours. */
export function parseDocumentName(name: string): DocumentName | null {
  if (name === ORGANIZATION || name === ABOUT || name === BILLING) return { kind: name }
  const [kind, id, ...more] = name.split('/')
  if (!id) return null
  if (kind === 'content') {
    const shard = shardIn(id, more)
    return shard && { kind, ...shard }
  }
  if (kind === 'own') {
    const [folderId = '', ...rest] = more
    const shard = isUserId(id) ? shardIn(folderId, rest) : null
    return shard && { kind, userId: id, ...shard }
  }
  if (more.length > 0) return null
  if (kind === 'me') return isUserId(id) ? { kind, userId: id } : null
  if (kind === 'names' || kind === 'staff' || kind === 'presence' || kind === 'heads' || kind === 'own-heads')
    return /^wsp_[A-Za-z0-9_-]{16,40}$/.test(id) ? { kind, workspaceId: id } : null
  return null
}

const isUserId = (id: string): boolean => /^usr_[A-Za-z0-9_-]{16,40}$/.test(id)

function shardIn(
  folderId: string,
  [shard = '', ...rest]: string[],
): { folderId: string; shard: number } | null {
  const isShard = /^fld_[A-Za-z0-9_-]{16,40}$/.test(folderId) && /^(0|[1-9]\d{0,4})$/.test(shard)
  return isShard && rest.length === 0 ? { folderId, shard: Number(shard) } : null
}

/** Every directory document holds one flat map of rows: `table/key` → the row as `stored-row.ts` writes it. */
export const ROWS_MAP = 'rows'
/**
 * Entry of that map that belongs to no table: changes when values were erased from the document's bytes (LIFE-6), and who
 * has a copy folds its own log then.
 */
export const FORGOTTEN = 'forgotten/'
/** A content document's two flat maps. */
export const RECORDS_MAP = 'records'
export const EDITS_MAP = 'edits'
