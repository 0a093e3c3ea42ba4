import { type Refusal, refuse } from '../../shared/domain/decide/decision.ts'

/** Numbers of SQLite's errors that are about the disk, without their details in the upper bytes. */
const TROUBLE: Record<number, Refusal> = {
  8: refuse(
    'disk-read-only',
    'The server can’t write to its database: the file or the disk is read-only. Nothing was saved.',
  ),
  10: refuse(
    'disk-fails',
    'The server’s disk does not do what it is asked (an input or output error). Nothing was saved.',
  ),
  11: refuse(
    'database-damaged',
    'The server’s database is damaged. Put back the last backup; devices send again what it lacks.',
  ),
  13: refuse(
    'disk-full',
    'The server’s disk is full, so nothing was saved. It goes on when there is space again.',
  ),
  14: refuse(
    'database-not-opened',
    'The server can’t open its database. Is the folder there, and may it write in it?',
  ),
  26: refuse(
    'database-damaged',
    'The file handover.sqlite is no database, or its beginning is damaged. Put back the last backup; devices send again what it lacks.',
  ),
}

/** What is wrong with the disk or the file on it, in words for whoever runs the server; null: it is something else. */
export function diskTrouble(problem: unknown): Refusal | null {
  const { errcode, code } = (problem ?? {}) as { errcode?: unknown; code?: unknown }
  if (typeof errcode === 'number') return TROUBLE[errcode & 0xff] ?? null
  if (code === 'ENOSPC') return TROUBLE[13] ?? null
  if (code === 'EROFS') return TROUBLE[8] ?? null
  return code === 'EACCES' || code === 'ENOTDIR' ? (TROUBLE[14] ?? null) : null
}

/** The database was looked through when it was opened, and is damaged. */
export class DatabaseDamaged extends Error {
  readonly errcode = 11
}
