import type { FastifyBaseLogger } from 'fastify'
import type http from 'node:http'
import path from 'node:path'
import { CLOSE } from '../shared/protocol/close-codes.ts'
import { openIdProvider } from './auth/openid/provider.ts'
import { loadSecret } from './auth/secret.ts'
import { takeTicket } from './auth/tickets.ts'
import { closeAllDays } from './billing/close-all-days.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { Documents } from './content/documents.ts'
import { emptyBins } from './content/bin/empty-bins.ts'
import { indexOldContent } from './content/records/index-old-content.ts'
import { renewWorn } from './content/stored/renew-worn.ts'
import { narrowHandovers } from './decide/narrow-handovers.ts'
import { noteActivity } from './decide/note-activity.ts'
import type { Deciding, RightsWatch } from './decide/ports.ts'
import { foundDemo } from './demo/found-demo.ts'
import { employeeWork } from './employees/employee-work.ts'
import { eraseWork } from './erase/erase-job.ts'
import { buildServer } from './http/server.ts'
import { JobRunner } from './jobs/job-runner.ts'
import { isFinal, outboxMailer, smtpMailer } from './jobs/mailer.ts'
import { tellMailFailed } from './jobs/mail-failed.ts'
import type { MailJob } from './jobs/mail-job.ts'
import { mailWork } from './jobs/mail-work.ts'
import { plannedSwitchWork } from './jobs/planned-switch.ts'
import { Periodic } from './jobs/periodic.ts'
import { releaseLeases } from './jobs/release-leases.ts'
import { deleteDueOrganizations } from './organizations/delete-due.ts'
import { emptyQuarantine } from './quarantine/empty-quarantine.ts'
import { Sockets, type SocketsOptions } from './socket/sockets.ts'
import { standingOf } from './store/directory-reads.ts'
import { Lineage } from './store/lineage.ts'
import { openSqliteStore } from './store/sqlite-store.ts'
import type { Store } from './store/store.ts'

/** `socket/sockets.ts`, as far as the server around it sees. */
export interface SocketServer extends RightsWatch {
  attach(server: http.Server): void
  closeSession(sessionId: string, code: number): void
  close(): Promise<void>
}

export interface Parts {
  logger: FastifyBaseLogger
  clock?: Clock
  /** Where the built app lies. */
  appFolder?: string
  /** In place of real sockets, in tests. */
  openSockets?: (options: SocketsOptions) => SocketServer
}

export interface Running {
  /** Where it listens, for a browser on this machine. */
  url: string
  store: Store
  documents: Documents
  deciding: Deciding
  /** Resolves when no job is due any more: all mails are out. */
  jobsDone(): Promise<void>
  /** Resolves when every day that has ended is closed. */
  daysClosed(): Promise<void>
  /** Resolves when every organization whose deletion is due is deleted. */
  deletionsDone(): Promise<void>
  /** Resolves when everything in the quarantine whose time is over is gone. */
  quarantineEmptied(): Promise<void>
  /** Resolves when what lay in the bin for 30 days is gone. */
  binsEmptied(): Promise<void>
  /** Closes sockets, finishes writes and the job at hand, empties the log into the file. */
  close(): Promise<void>
}

/** Milliseconds: a backup that lacks more than this is known as one when it is restored. */
const NOTE_EVERY = 60_000

/** How late a day is closed, an organization deleted or a bin emptied, where nothing else happens. */
const EVERY_MS = 60_000

/** Wires the server together and listens. */
export async function serve(config: Config, parts: Parts): Promise<Running> {
  const { logger, clock = systemClock } = parts
  const store = await openSqliteStore(config.dataDir)
  const secret = loadSecret(config.dataDir)
  const lineage = await Lineage.open(store, config.dataDir)
  const noteLineage = () =>
    lineage.note().catch((problem: unknown) => logger.error({ err: problem }, 'noting the lineage failed'))
  const noting = setInterval(() => void noteLineage(), NOTE_EVERY)
  noting.unref()
  const documents = new Documents(store, {
    lineage: lineage.id,
    clock: () => clock.now(),
    onFault: (problem, { organizationId, document }) =>
      logger.error({ err: problem, organizationId, document }, 'the guard predicted wrongly'),
    onCopyFailure: (problem) =>
      logger.error({ err: problem }, 'writing somebody’s own copy failed, will be tried again'),
  })
  const mailer = config.smtpUrl ? smtpMailer(config, config.smtpUrl) : outboxMailer(store, clock)
  const jobs = new JobRunner({
    store,
    clock,
    logger,
    isFinal,
    work: {
      mail: mailWork({ store, clock, secret, config, mailer }),
      erase: (job) => eraseWork(deciding, job),
      switch: (job) => plannedSwitchWork(deciding, job),
      employees: (job) => employeeWork(deciding, job),
      scrub: () => store.scrub(),
    },
    onFailed: async (job, problem) => {
      if (job.kind === 'mail')
        await tellMailFailed({ store, documents, clock }, JSON.parse(job.data) as MailJob, problem)
    },
  })
  const { openSockets = (options) => new Sockets(options) } = parts
  const sockets = openSockets({
    documents,
    origins: config.origins,
    takeTicket: (ticket) => takeTicket({ store, clock }, ticket),
    standingOf: (organizationId, userId) => standingOf(store.read, organizationId, userId),
    onActivity: (organizationId, userId) =>
      void noteActivity(deciding, organizationId, userId).catch((problem: unknown) =>
        logger.error({ err: problem }, 'noting activity failed'),
      ),
    clock: () => clock.now(),
  })
  const deciding: Deciding & { documents: Documents } = {
    store,
    documents,
    sockets,
    clock,
    mailLimits: config.rateLimits,
    wakeJobs: () => jobs.wake(),
  }
  const openId = config.openId
    ? openIdProvider({
        config: config.openId,
        publicUrl: config.publicUrl,
        clock,
        onFault: (problem) => logger.warn({ err: problem }, 'signing in at the OpenID provider failed'),
      })
    : null
  const app = await buildServer({
    config,
    store,
    clock,
    secret,
    deciding,
    openId,
    extensionRedirect: `https://${new URL(config.extensionOrigin).host}.chromiumapp.org/`,
    closeSession: (sessionId) => sockets.closeSession(sessionId, CLOSE.sessionEnded),
    foundDemo: (accountId) => foundDemo(deciding, accountId),
    logger,
    appFolder: parts.appFolder ?? path.resolve(import.meta.dirname, '../dist/app'),
  })
  const days = new Periodic('closing days', () => closeAllDays(deciding), logger)
  const deletions = new Periodic('deleting organizations', () => deleteDueOrganizations(deciding), logger)
  const bins = new Periodic('emptying bins', () => emptyBins(store, documents, clock), logger)
  const renewals = new Periodic('renewing documents', () => renewWorn(store, documents, clock), logger)
  await days.start(EVERY_MS)
  await deletions.start(EVERY_MS)
  const quarantine = new Periodic('emptying the quarantine', () => emptyQuarantine(deciding), logger)
  await quarantine.start(EVERY_MS)
  await bins.start(EVERY_MS)
  await renewals.start(EVERY_MS)
  await app.ready()
  sockets.attach(app.server)
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (problem) {
    clearInterval(noting)
    await sockets.close()
    await store.close()
    throw problem
  }
  await releaseLeases(store)
  jobs.start()
  void documents.writeOwnCopies()
  const narrowed = narrowHandovers(deciding).catch((problem: unknown) =>
    logger.error({ err: problem }, 'narrowing handovers failed, it goes on at the next start'),
  )
  const indexed = indexOldContent(store, documents).catch((problem: unknown) =>
    logger.error({ err: problem }, 'indexing old content failed, it goes on at the next start'),
  )

  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    store,
    documents,
    deciding,
    jobsDone: () => jobs.idle(),
    daysClosed: () => days.look(),
    deletionsDone: () => deletions.look(),
    quarantineEmptied: () => quarantine.look(),
    binsEmptied: () => bins.look(),
    async close() {
      await sockets.close()
      await app.close()
      await jobs.stop()
      await documents.stop()
      await days.stop()
      await deletions.stop()
      await quarantine.stop()
      await bins.stop()
      await renewals.stop()
      mailer.close()
      await indexed
      await narrowed
      clearInterval(noting)
      await noteLineage()
      await store.close()
    },
  }
}
