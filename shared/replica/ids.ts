import { type IdKind, makeId } from '../domain/model/id.ts'

/** A new id of 128 random bits. */
export const newId = (kind: IdKind): string => makeId(kind, crypto.getRandomValues(new Uint8Array(16)))
