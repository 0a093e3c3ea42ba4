import type { Standing } from '../../domain/decide/actor.ts'
import {
  ABOUT,
  BILLING,
  type DocumentName,
  headsOf,
  meOf,
  namesOf,
  ORGANIZATION,
  ownHeadsOf,
  ownOf,
  parseDocumentName,
  presenceOf,
  shardOf,
  staffOf,
} from '../../domain/documents/document-name.ts'
import { directoryDocumentsOf, isInOrganization, mayRead } from '../../domain/documents/readable.ts'
import { seesOrganization } from '../../domain/policy/reading.ts'
import type { Directory } from '../directory/directory.ts'

/** The name a document has on the wire. */
export function wireName(document: DocumentName): string {
  switch (document.kind) {
    case 'organization':
      return ORGANIZATION
    case 'about':
      return ABOUT
    case 'billing':
      return BILLING
    case 'me':
      return meOf(document.userId)
    case 'names':
      return namesOf(document.workspaceId)
    case 'staff':
      return staffOf(document.workspaceId)
    case 'presence':
      return presenceOf(document.workspaceId)
    case 'heads':
      return headsOf(document.workspaceId)
    case 'own-heads':
      return ownHeadsOf(document.workspaceId)
    case 'own':
      return ownOf(document.userId, document.folderId, document.shard)
    case 'content':
      return shardOf(document.folderId, document.shard)
  }
}

/**
 * The rooms a device opens, the most important first, judged by what the server confirmed: a folder that a waiting
 * command is yet to create has no room, and asking for it would look like a lost right. `content`: also what tells which
 * content documents there are.
 */
export function wantedRooms(confirmed: Directory, content: boolean): string[] {
  const { me } = confirmed
  if (!me) return [meOf(confirmed.data.userId)]
  const workspaces = [...new Set([...confirmed.workspaces, ...memberOf(me)].map(({ id }) => id))]
  const directory = directoryDocumentsOf(
    me,
    workspaces.map((id) => ({ id })),
  )
  const more: DocumentName[] = [
    ...workspaces.map((workspaceId): DocumentName => ({ kind: 'presence', workspaceId })),
    ...(content ? workspaces : []).flatMap((workspaceId): DocumentName[] => [
      { kind: 'heads', workspaceId },
      { kind: 'own-heads', workspaceId },
    ]),
  ]
  const readable = more.filter((document) => mayRead(document, me, workspaceOf(confirmed)))
  return [...directory, ...readable].map(wireName)
}

/**
 * Is it certain that this user may not read the document any more? Only what is known is certain: a folder that nothing
 * here names is one of a workspace that was lost, once all is here that could name it. `isUpToDate`: does this device have
 * all that the server said of a directory document? An older copy does not know the folders of today.
 */
export function isLost(
  confirmed: Directory,
  name: string,
  isUpToDate: (document: string) => boolean,
): boolean {
  const document = parseDocumentName(name)
  const { me } = confirmed
  if (!document || !me || document.kind === 'me') return false
  if ('folderId' in document && !confirmed.folder(document.folderId)) return namesAllFolders(me, isUpToDate)
  return !mayRead(document, me, workspaceOf(confirmed))
}

const namesAllFolders = (me: Standing, isUpToDate: (document: string) => boolean): boolean =>
  seesOrganization(me)
    ? isUpToDate(ORGANIZATION)
    : me.memberships.every(({ workspaceId }) => isUpToDate(namesOf(workspaceId)))

/** Is all that the document says in the organization's, which this device keeps? It is of a time when its user saw less. */
export function isSuperseded(confirmed: Directory, name: string): boolean {
  const document = parseDocumentName(name)
  const { me } = confirmed
  return document !== null && me !== null && isInOrganization(document, me) && confirmed.holds(ORGANIZATION)
}

const memberOf = (me: Standing) => me.memberships.map(({ workspaceId }) => ({ id: workspaceId }))

const workspaceOf = (confirmed: Directory) => (folderId: string) =>
  confirmed.folder(folderId)?.workspaceId ?? null
