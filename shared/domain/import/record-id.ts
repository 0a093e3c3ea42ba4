import { base64url } from '../model/id.ts'
import { sha256, utf8 } from './sha256.ts'
import { cleaned, type Table, type TableRow } from './table.ts'

/**
 * Ids of imported records come from what is in the file, so that the same file imported again, or by two devices that are
 * offline, creates nothing twice (REC-4). 128 bits of SHA-256; the parts are written as JSON so that no two lists of parts
 * look the same. Who must not learn the key from the id receives another one (`docs/decisions/veiled-ids.md`). "1" is the version of this rule: another rule would create everything anew.
 */
const idOf = (...parts: string[]): string =>
  `rec_${base64url(sha256(utf8(JSON.stringify(['import', '1', ...parts]))).subarray(0, 16))}`

/** `key` is the cleaned cell of the key column. */
export const idByKey = (folderId: string, key: string): string => idOf(folderId, 'key', key)

/**
 * Ids without a key column: from all the row's filled cells with their column names, in the names' order, and from how
 * many equal rows came before. So they depend neither on the order of the columns, nor on how they are mapped, nor on
 * columns that are empty; a cell that was changed in the file makes another record.
 */
export function idsByContent(folderId: string, header: readonly string[]): (row: TableRow) => string {
  const columns = header.map((name, i) => ({ name, i })).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const seen = new Map<string, number>()
  return (row) => {
    const content: string[] = []
    for (const { name, i } of columns) {
      const cell = cleaned(row.cells[i])
      if (cell !== '') content.push(name, cell)
    }
    const hash = idOf(...content)
    const before = seen.get(hash) ?? 0
    seen.set(hash, before + 1)
    return idOf(folderId, 'content', hash, String(before))
  }
}

export const isBlankRow = (row: Table['rows'][number]): boolean =>
  row.cells.every((cell) => cleaned(cell) === '')
