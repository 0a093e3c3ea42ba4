import { ORGANIZATION, meOf } from '../../shared/domain/documents/document-name.ts'
import { Directory } from '../../shared/replica/directory/directory.ts'
import type { World } from './world.ts'

/** What the device of somebody who sees the whole organization shows, everything being synced. */
export const directoryOf = (world: World, person: string): Directory =>
  new Directory({
    organizationId: world.directory.all('organization')[0]?.id ?? '',
    userId: world.user(person),
    tables: structuredClone(world.directory.tables),
    names: new Map(),
    namedIn: new Map(),
    about: null,
    notices: [],
    held: new Set([ORGANIZATION, meOf(world.user(person))]),
    clouded: new Set(),
    aliases: new Map(),
  })
