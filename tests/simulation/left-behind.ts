import { existsSync, readFileSync } from 'node:fs'
import { type FieldValue, valueNow } from '../../shared/domain/model/record.ts'
import type { Command } from '../../shared/domain/decide/command.ts'
import type { Intent } from '../../shared/replica/database.ts'
import { isOnesOwn } from '../../sync-server/quarantine/ones-own.ts'
import type { Company } from './company.ts'
import type { Eyes } from './eyes.ts'
import type { Confirmed } from './invariants.ts'
import type { Unsent } from './locked-page.ts'
import { nameText, textIn, textOfRow } from './marks.ts'
import type { ServerDisk } from './server-disk.ts'
import type { SimDevice } from './sim-device.ts'

// What lies where it may not, or does not lie where it must, looked for in bytes: not in what a program makes of them.

/** Tables with what somebody wanted at this device, in their own words. */
const OWN_WORDS: ReadonlySet<string> = new Set(['outbox', 'refusedEdits'])

/** ROLE-10: what lies on a device's disk, in whatever row, that its person may not see. */
export function hiddenOn(device: SimDevice, confirmed: Confirmed, eyes: Eyes): string[] {
  const userId = device.person.userId!
  return device.everything.flatMap(({ table, row }) => {
    if (OWN_WORDS.has(table)) return []
    const { document, name } = row as { document?: unknown; name?: unknown }
    const about = String(document ?? name ?? '')
    // What they are told of their own changes may name what was theirs to see.
    const isOwn = table === 'answers' || about.startsWith('me/')
    return eyes
      .hiddenIn(textOfRow(row), confirmed, userId)
      .filter((mark) => !isOwn || !eyes.knows(userId, mark))
      .map(
        ({ kind, recordId }) =>
          `ROLE-10: ${device.name} has the ${kind} ${recordId} in ${table} ${about}, which it may not see`,
      )
  })
}

/** LIFE-10: what a device had not sent that is nowhere on the server now, when its copy is about to be deleted. */
export function lostWith(
  { name }: SimDevice,
  { commands, intents }: Unsent,
  confirmed: Confirmed,
  disk: ServerDisk,
): string[] {
  const has = (query: string, ...values: string[]) => disk.all(query, ...values).length > 0
  const records = new Map(
    confirmed.rows.folder.flatMap(({ id }) => confirmed.recordsIn(id)).map((one) => [one.id, one]),
  )
  // Who reads a copy of their own knows records by other ids.
  const key = disk.veil
  const folders = confirmed.rows.folder.map(({ id }) => key.of(id))
  const recordAt = (id: string) =>
    [id, ...folders.map(({ unveil }) => unveil(id))].map((one) => records.get(one)).find(Boolean)
  const isGiven = (what: string) =>
    has('select 1 from quarantine where id = ? or instr(command, ?)', what, what)
  const isSaid = (intent: Intent): boolean => {
    if ('create' in intent) return recordAt(intent.create) !== undefined || isGiven(intent.create)
    const record = recordAt(intent.edit)
    if (record && valueNow(record, intent.field) === intent.value) return true
    // Those of a record that is new are given as part of it.
    return isGiven(intent.edit)
  }
  const isThere = ({ id, type, args }: Command): boolean => {
    if (isOnesOwn(type) || isGiven(id)) return true
    // Decided when they sent it, or by an Admin since.
    if (has('select 1 from commands where command_id = ?', id)) return true
    const { recordId, changes } = args as { recordId?: string; changes?: Record<string, FieldValue> }
    if (type === 'record.create') return recordAt(recordId!) !== undefined
    const fields = Object.entries(changes ?? {})
    return (
      type === 'record.edit' && fields.every(([field, value]) => isSaid({ edit: recordId!, field, value }))
    )
  }
  // Of several edits of one field the last is given, and not if it says what is so already.
  const last = new Map(
    intents.map((intent) => ['edit' in intent ? `${intent.edit} ${intent.field}` : intent.create, intent]),
  )
  return [
    ...commands.filter((command) => !isThere(command)),
    ...[...last.values()].filter((intent) => !isSaid(intent)),
  ].map((what) => `LIFE-10: ${name} deletes its copy, and ${JSON.stringify(what)} is not in the quarantine`)
}

interface Place {
  where: string
  text: string
}

/** Every byte of the server's file. */
export const placesInFile = (file: string): Place[] =>
  [file, `${file}-wal`]
    .filter((one) => existsSync(one))
    .map((one) => ({ where: 'the server', text: textIn(readFileSync(one)) }))

/** Every row of a device, but for what its person wanted and was told of that: it may name whoever it was about. */
export const placesOn = (device: SimDevice): Place[] =>
  device.everything
    .filter(({ table }) => !OWN_WORDS.has(table) && table !== 'answers')
    .map(({ table, row }) => ({ where: `${device.name}'s ${table}`, text: textOfRow(row) }))

/** LIFE-6: where somebody who was erased can still be found by their name or address. */
export function leftOfErased(company: Company, confirmed: Confirmed, places: readonly Place[]): string[] {
  const { user, invitation } = confirmed.rows
  return user
    .filter(({ state }) => state === 'erased')
    .flatMap(({ id }) => {
      const person = company.people.find(({ userId }) => userId === id)
      // An address that was invited once more is somebody else's.
      const isUsed = [...user, ...invitation].some(({ email }) => email === person?.email)
      const names = [
        nameText(id, ''),
        ...(person ? [person.fullName] : []),
        ...(person && !isUsed ? [person.email] : []),
      ]
      return names.flatMap((name) =>
        places.flatMap(({ where, text }) => {
          const at = text.indexOf(name)
          return at < 0
            ? []
            : [
                `LIFE-6: “${name}” of somebody erased is still in ${where}: ${text.slice(Math.max(0, at - 150), at + 60)}`,
              ]
        }),
      )
    })
}
