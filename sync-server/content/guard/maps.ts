import type * as Y from 'yjs'
import { EDITS_MAP, RECORDS_MAP } from '../../../shared/domain/documents/document-name.ts'

export const recordsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(RECORDS_MAP)
export const editsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(EDITS_MAP)
