import { randomBytes } from 'node:crypto'
import { type IdKind, makeId } from '../shared/domain/model/id.ts'

/** An id made by the server itself, where no device made one. */
export const newId = (kind: IdKind): string => makeId(kind, randomBytes(16))
