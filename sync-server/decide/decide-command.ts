import type { Command } from '../../shared/domain/decide/command.ts'
import { decide, wordsFor } from '../../shared/domain/decide/decide.ts'
import { type Accepted, type Decision, type Refusal, refuse } from '../../shared/domain/decide/decision.ts'
import { type Change, isRowChange } from '../../shared/domain/decide/change.ts'
import { adminsAlone } from '../../shared/domain/policy/admins-alone.ts'
import { sharedIsNoAdmin } from '../../shared/domain/policy/shared-account.ts'
import { type Asking, runWithStore } from '../../shared/domain/decide/question.ts'
import type { CommandAnswer } from '../../shared/protocol/http.ts'
import { isoNow } from '../clock.ts'
import { PersonalValues } from '../personal/personal-values.ts'
import { withoutTokens } from '../personal/token.ts'
import type { Outcome, Tx } from '../store/store.ts'
import { keepAliases, namesARow, realAliases, withRealIds } from './aliases.ts'
import { answerFrom } from './answer.ts'
import { answeredBefore, keepAnswer } from './answered-before.ts'
import { alreadyThere, type ChangedRow, changedRows } from './apply.ts'
import { argumentsHash } from './canonical.ts'
import { peopleInRows, writeHistory } from './history.ts'
import { idsIn } from './ids-in.ts'
import { tooManyInvitations } from './invitation-limits.ts'
import { mailsBackAndForth } from './mails-back-and-forth.ts'
import { namesFor } from './names.ts'
import type { Deciding } from './ports.ts'
import type { Sender } from './sender.ts'
import { writeRecords } from './write-records.ts'
import { writeChanges } from './write-changes.ts'

/** How a command is decided, and how it is put into words for the history. */
interface Course extends Neighbours {
  decide(command: Command, now: string): Asking<Decision>
  words(command: Command, nameOf: (id: string) => string): string
}

/** What the commands sent before it in one batch mean for a command. */
export interface Neighbours {
  /** Asked when the earlier ones are decided; a refusal stands in for this command's own decision. */
  dependsOnRefused?(): Refusal | null
  /** Told when this one is refused, before the next one is decided. */
  onRefused?(tx: Tx, refusal: Refusal): Promise<void>
}

/** One command of a user, decided and carried out in one transaction; resolves when it is on the disk. */
export const decideUserCommand = (
  deciding: Deciding,
  organizationId: string,
  userId: string,
  command: Command,
  neighbours: Neighbours = {},
): Promise<CommandAnswer> =>
  decideCommand(deciding, organizationId, { actorId: userId, userId }, command, {
    ...neighbours,
    decide: (real, now) => decide(real, { kind: 'user', userId }, now),
    words: wordsFor,
  })

/** The same for what an account or the server does, whose decisions are no commands of the registry. */
export async function decideCommand(
  deciding: Deciding,
  organizationId: string,
  sender: Sender,
  command: Command,
  course: Course,
): Promise<CommandAnswer> {
  const key = {
    organizationId,
    actorId: sender.actorId,
    commandId: command.id,
    argumentsHash: argumentsHash(command.type, command.args),
  }
  return deciding.store.write(async (tx, outcome) => {
    const earlier = await answeredBefore(tx, key)
    if (earlier) {
      if (earlier.status === 'refused') await course.onRefused?.(tx, earlier)
      return { ...earlier, id: command.id }
    }
    const dependent = course.dependsOnRefused?.() ?? null
    if (dependent) {
      await course.onRefused?.(tx, dependent)
      return answerTo(command.id, dependent)
    }
    const now = isoNow(deciding.clock)
    const args = await deciding.documents.liftVeil(tx, organizationId, sender.userId, command.args)
    const real = { ...command, args: await withRealIds(tx, organizationId, args) }
    const decision = await runWithStore(
      course.decide(real, now),
      answerFrom(tx, organizationId, now, deciding.documents),
    )
    const at = { tx, outcome, organizationId, now }
    const result =
      decision.status === 'accepted' ? await accepted(deciding, at, sender, real, decision, course) : decision
    if (result.status === 'refused') await course.onRefused?.(tx, result)
    const answer = answerTo(command.id, result)
    await keepAnswer(tx, key, answer, now)
    return answer
  })
}

async function accepted(
  deciding: Deciding,
  at: { tx: Tx; outcome: Outcome; organizationId: string; now: string },
  sender: Sender,
  command: Command,
  decision: Accepted,
  course: Course,
): Promise<Accepted | Refusal> {
  const { tx, organizationId, now } = at
  // Also for what accounts and the server itself decide, beside the commands of users.
  const wrong = sharedIsNoAdmin(decision.changes)
  if (wrong) return wrong
  const joins = adminsAlone(
    decision.changes,
    await workspaceOfEmployees(tx, organizationId, decision.changes),
  )
  if (joins) return joins
  const changes = decision.changes.filter(isRowChange)
  const rows = await changedRows(tx, organizationId, changes)
  const aliases = realAliases(decision.aliases)
  if (
    alreadyThere(changes, rows).length > 0 ||
    (await namesARow(tx, organizationId, aliases)) ||
    (await invitedElsewhere(tx, organizationId, rows))
  )
    return refuse('id-used', 'This change uses an id that is taken. Make it again.')
  const limited = { tx, organizationId, now, factor: deciding.mailLimits }
  const tooMany =
    (await mailsBackAndForth(limited, command)) ?? (await tooManyInvitations(limited, decision.changes))
  if (tooMany) return tooMany
  // Names before the rows change, so that somebody who is removed or renamed is called what they were called.
  const ids = idsIn(command.args)
  const people = [...peopleInRows(rows), ...ids.filter((id) => id.startsWith('usr_'))]
  const values = await PersonalValues.load(tx, organizationId, people)
  const nameOf = await namesFor(tx, organizationId, ids, rows, values)
  await writeChanges(deciding, at, rows, decision.changes)
  await writeRecords(deciding, at, sender, decision)
  await keepAliases(tx, organizationId, aliases)
  if (rows.length > 0 || decision.noted)
    await writeHistory(
      tx,
      organizationId,
      {
        at: now,
        actorUserId: sender.userId ?? sitter(decision),
        action: command.type,
        commandId: command.id,
        cause: decision.cause ?? sender.behalfOf ?? null,
        words: course.words(withoutTokens(command), nameOf),
        ...(decision.noted && { about: decision.noted }),
      },
      rows as ChangedRow[],
      values,
    )
  return decision
}

/** Where Employee records are kept now (USR-5); null: nowhere, or nobody is put into a workspace anyway. */
async function workspaceOfEmployees(
  tx: Tx,
  organizationId: string,
  changes: Change[],
): Promise<string | null> {
  if (!changes.some((change) => 'put' in change && change.put === 'membership')) return null
  const row = await tx
    .selectFrom('organizations')
    .innerJoin('folders', (join) =>
      join
        .onRef('folders.organization_id', '=', 'organizations.organization_id')
        .onRef('folders.folder_id', '=', 'organizations.employee_folder_id'),
    )
    .select('folders.workspace_id')
    .where('organizations.organization_id', '=', organizationId)
    .where('organizations.employees_on', '=', 1)
    .executeTakeFirst()
  return row?.workspace_id ?? null
}

/**
 * Is one of the new invitations' ids another organization's? A link names its invitation by the id alone, so whoever knew
 * one could have it lead to a place of their own with the same name on it.
 */
async function invitedElsewhere(tx: Tx, organizationId: string, rows: ChangedRow[]): Promise<boolean> {
  const ids = rows.filter((row) => row.table === 'invitation' && row.before === null).map(({ key }) => key)
  if (ids.length === 0) return false
  const elsewhere = await tx
    .selectFrom('invitations')
    .select('invitation_id')
    .where('invitation_id', 'in', ids)
    .where('organization_id', '<>', organizationId)
    .executeTakeFirst()
  return elsewhere !== undefined
}

/** An account that becomes a user acts as that user. */
const sitter = (decision: Accepted): string | null =>
  decision.changes.find((change) => 'effect' in change && change.effect === 'sit')?.userId ?? null

function answerTo(id: string, result: Accepted | Refusal): CommandAnswer {
  if (result.status === 'refused')
    return { id, status: 'refused', code: result.code, message: result.message }
  return { id, status: 'accepted', ...(result.aliases && { aliases: result.aliases }) }
}
