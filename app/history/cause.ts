import { EMPLOYEE_RECORD } from '../../shared/domain/employees/employee-record.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'

/**
 * What a history entry's cause is: the handover, change of address or batch of them that it was part of; the request it
 * answers; or the user who made it offline before their access ended (LIFE-10).
 */
export type CauseKind =
  'handover' | 'change of address' | 'many addresses' | 'request' | 'made offline' | 'employee record'

export function kindOfCause(cause: string, directory: Pick<Directory, 'handover'>): CauseKind {
  if (cause === EMPLOYEE_RECORD) return 'employee record'
  if (cause.startsWith('usr_')) return 'made offline'
  if (cause.startsWith('req_')) return 'request'
  if (cause.startsWith('bat_')) return 'many addresses'
  return directory.handover(cause)?.kind === 'switch' ? 'change of address' : 'handover'
}
