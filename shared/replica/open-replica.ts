import { computed, effect, signal } from '@preact/signals'
import { Dexie } from 'dexie'
import { endBackground } from './background.ts'
import { Bus, type LeaderStatus } from './tabs/bus.ts'
import { type ContentParts, type ContentWrites, contentWrites, SHARD_RECORDS } from './content-documents.ts'
import { countItems } from './records/counts.ts'
import { databaseNameFor, ReplicaDatabase } from './database.ts'
import type { Directory } from './directory/directory.ts'
import { DocumentLog } from './documents/document-log.ts'
import { newId } from './ids.ts'
import { Lead } from './lead.ts'
import { leadWhenFree } from './tabs/leader.ts'
import { ConfirmedNotices } from './outbox/notices.ts'
import { Outbox } from './outbox/outbox.ts'
import { Photos } from './directory/photos.ts'
import { DirectoryProjection } from './directory/project-directory.ts'
import { RecordsProjection } from './records/project-records.ts'
import { OwnRecords } from './records/own-records.ts'
import { documentAt, isOwnPlace, placeOf } from './documents/place.ts'
import { RecordReads } from './records/record-list.ts'
import { RecordPages } from './records/record-pages.ts'
import { sayAgain } from './outbox/say-again.ts'
import { SendAgain } from './outbox/send-again.ts'
import type { FolderSync, OpenOptions, Replica } from './replica.ts'
import { createSession } from './session.ts'
import { ShardChanges } from './records/shard-changes.ts'
import { StageWatch } from './records/stage-watch.ts'
import { StoredLists } from './records/stored-list.ts'
import { Surrender, TOO_LATE } from './tabs/surrender.ts'
import { View } from './directory/view.ts'
import { WaitingList } from './outbox/waiting-list.ts'
import { CopyProblem } from './unreadable-copy.ts'
import { isNoRoom, Writes } from './writes.ts'

const NOTHING_HEARD: LeaderStatus = {
  connection: 'connecting',
  heard: {},
  folders: {},
  others: [],
  online: [],
}

/** Opens the copy of one organization and user on this device. Pages share it; one of them talks to the server. */
export async function openReplica(options: OpenOptions): Promise<Replica> {
  const { serverUrl, organizationId, userId, credentials, transport } = options
  const databaseName = options.databaseName ?? databaseNameFor(serverUrl, organizationId, userId)
  const bus = new Bus(databaseName)
  const { db, view } = await openCopy(databaseName, bus, options)
  const session = createSession(serverUrl, credentials, transport?.fetch)
  const writes = new Writes()
  const surrender = new Surrender(db, writes, () => close())
  /** The server speaks another version than this page. */
  const isOutdated = signal(false)
  const notices = new ConfirmedNotices(db, bus, session, view, organizationId)
  await notices.load()
  const list = await WaitingList.load(db, bus, view, notices.ids)
  const pages = new RecordPages(db)
  const folderOf = (folderId: string) => view.directory.peek().folder(folderId)
  const records = new RecordsProjection(pages, folderOf)
  const ownRecords = new RecordsProjection(pages, folderOf, db.outbox)
  const directories = new DirectoryProjection(db)
  const log = new DocumentLog(
    db,
    bus,
    (name) => {
      const place = placeOf(name)
      return place ? (isOwnPlace(place) ? ownRecords : records) : directories
    },
    { onWritten: () => writes.noteWritten(), onFailure: (problem) => writes.noteFull(problem) },
  )
  const photos = new Photos(db, (photoId) => session.photo(organizationId, photoId))
  const outbox = new Outbox(db, bus, log, view, writes)
  const dispatchAll: Replica['dispatchAll'] = (commands) =>
    surrender.isDone
      ? Promise.resolve(commands.map(() => ({ commandId: newId('command'), decision: TOO_LATE })))
      : outbox.dispatchAll(commands)
  const settled = () => Promise.all([list.settled(), view.settled()])
  const reads = new RecordReads({
    ...{ pages, bus, changes: new ShardChanges(db), lists: new StoredLists(db) },
    documentAt: (place) => documentAt(place, userId),
    firstWaiting: (place) => list.firstWaiting(place),
    settled,
  })
  const own = new OwnRecords({
    ...{ db, log, bus, pages, outbox, userId, settled, writes },
    projection: ownRecords,
    directory: () => view.directory.peek(),
  })
  const stages = new StageWatch(db, bus, records)
  const status = signal<LeaderStatus>(NOTHING_HEARD)

  const stops = [
    bus.listen((message) => {
      if (message.kind === 'status') {
        status.value = message.status
        if (message.status.connection === 'online') photos.tryAgain()
      }
      if (message.kind === 'wiped') void close()
    }),
  ]

  const stopLeading = leadWhenFree(databaseName, async (tookOver) => {
    // Another page may be a new one: it leads then, while this one says that it has to be loaded anew.
    const onOutdated = () => {
      isOutdated.value = true
      void stopLeading()
    }
    const lead = new Lead({
      ...{ options, session, log, bus, view, outbox, notices, photos, writes },
      onOutdated,
    })
    const stopWatching = effect(() => stages.look(view.directory.value))
    await own.begin().catch(endBackground)
    const stopDrawing = effect(() => own.look(view.commands.value))
    const stopTrying = writes.onRoom(() => own.tryAgain())
    await lead.start()
    if (tookOver) bus.post({ kind: 'refresh' })
    return () => {
      stopWatching()
      stopDrawing()
      stopTrying()
      return lead.stop()
    }
  })
  bus.post({ kind: 'ask-status' })

  let closing: Promise<void> | null = null
  const close = (): Promise<void> => {
    closing ??= (async () => {
      await stopLeading()
      for (const stop of stops) stop()
      notices.close()
      writes.close()
      await Promise.all([view.close(), list.close(), stages.close(), own.close()])
      await log.close()
      bus.close()
      db.close()
    })()
    return closing
  }

  const parts: ContentParts = {
    db,
    bus,
    log,
    projection: records,
    pages,
    directory: () => view.directory.peek(),
    userId,
    recordsPerShard: options.recordsPerShard ?? SHARD_RECORDS,
    own,
    settled: () => list.settled(),
    writes,
  }

  const again = new SendAgain({
    ...{ db, view, outbox, notices, pages },
    say: (edit, off) => writes.count(() => sayAgain(parts, edit, off)),
  })

  const online = computed(() => new Set(status.value.online))
  return {
    organizationId,
    userId,
    directory: view.directory,
    ready: view.ready,
    connection: computed(() =>
      surrender.asked.value || isOutdated.value ? 'other-version' : status.value.connection,
    ),
    surrendered: surrender.asked,
    writing: writes.underWay,
    full: writes.full,
    tryWritingAgain: () => writes.tryAgain(),
    pending: list.pending,
    refused: list.refused,
    dispatch: async (type, args) => {
      const [dispatched] = await dispatchAll([{ type, args }])
      if (!dispatched) throw new Error('one command, one decision')
      return dispatched
    },
    dispatchAll,
    outcome: (commandId) => outbox.outcome(commandId),
    withdraw: async (seq) => !surrender.isDone && writes.retry(() => outbox.withdraw(seq)),
    dropRefused: async (id) => (surrender.isDone ? undefined : writes.retry(() => outbox.dropRefused(id))),
    sendAgain: async (id) => (surrender.isDone ? TOO_LATE : again.one(id)),
    sendAllAgain: async (ids) =>
      surrender.isDone
        ? { sent: 0, stayed: ids.length, why: TOO_LATE.message }
        : writes.count(() => again.all(ids)),
    confirmNotice: async (id) => (surrender.isDone ? undefined : writes.retry(() => notices.confirm(id))),
    newId,
    photo: (photoId) => photos.of(photoId),
    content: {
      ...counted(writes, surrender, contentWrites(parts)),
      list: (folderId, query) => reads.list(folderId, query),
      record: (folderId, recordId) => reads.record(folderId, recordId),
      counts: (portfolioIds) => countItems(pages, view.directory.peek(), portfolioIds),
      progress: (folderId) =>
        computed(() => {
          const { here, all } = status.value.folders[folderId] ?? { here: 0, all: 0 }
          return here < all ? { here, all } : null
        }),
      synced: (folderId) => computed(() => folderSync(folderId, view.directory.value, status.value)),
    },
    presence: {
      others: computed(() => status.value.others),
      setWhere: (where) => bus.post({ kind: 'where', where }),
      online,
    },
    close,
    wipe: async () => {
      bus.post({ kind: 'wiped' })
      await close()
      await ReplicaDatabase.delete(databaseName)
    },
  }
}

function folderSync(folderId: string, directory: Directory, status: LeaderStatus): FolderSync {
  const workspaceId = directory.folder(folderId)?.workspaceId
  const heard = workspaceId === undefined ? undefined : status.heard[workspaceId]
  if (heard === undefined) return 'never'
  const { all, here, caughtUp } = status.folders[folderId] ?? { all: 0, here: 0, caughtUp: 0 }
  if (all > 0 && here === 0) return 'never'
  return caughtUp < all || (status.connection === 'online' && !heard) ? 'syncing' : 'synced'
}

/** Opens the database and reads the directory. Throws `CopyProblem` when this copy is the reason that it can't be done. */
async function openCopy(
  databaseName: string,
  bus: Bus,
  { organizationId, userId, onlyIfThere }: OpenOptions,
): Promise<{ db: ReplicaDatabase; view: View }> {
  const db = new ReplicaDatabase(databaseName)
  let isNew = false
  // The database begins to be there with this transaction. Asked beforehand, it could be deleted in between and be made anew.
  if (onlyIfThere)
    db.on('populate', (transaction) => {
      isNew = true
      transaction.abort()
    })
  try {
    await db.open()
    if (db.isNewer) throw new CopyProblem('newer')
    return { db, view: await View.load(db, bus, { organizationId, userId }) }
  } catch (problem) {
    db.close()
    bus.close()
    if (isNew) throw new CopyProblem('not-there', problem)
    if (problem instanceof CopyProblem || isNoRoom(problem) || !(await Dexie.exists(databaseName)))
      throw problem
    throw new CopyProblem('unreadable', problem)
  }
}

/** From the call until it is on the disk, a change counts as under way; one that comes too late, for as long as the page is there. */
function counted(writes: Writes, surrender: Surrender, changes: ContentWrites): ContentWrites {
  const count =
    <A extends unknown[], T>(change: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> =>
      writes.count(() => (surrender.isDone ? new Promise<never>(() => undefined) : change(...args)))
  return {
    createRecord: count(changes.createRecord),
    createMany: count(changes.createMany),
    edit: count(changes.edit),
    assign: count(changes.assign),
    bin: count(changes.bin),
    restore: count(changes.restore),
  }
}
