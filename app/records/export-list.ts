import { writeCsv } from '../../shared/csv/write.ts'
import { exportTable } from '../../shared/domain/import/export-table.ts'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { LiveList, RecordRow } from '../../shared/replica/replica.ts'
import { downloadText, fileName } from '../../shared/ui/download-text.ts'
import { ownerInFile } from './owner-words.ts'

/** Saves the records of a list, as filtered and sorted, as a CSV file (REC-4). Resolves with how many there are. */
export async function exportList(directory: Directory, folder: Folder, list: LiveList): Promise<number> {
  const records = await list.rows(0, list.state.value.total)
  downloadText(fileName(folder.name, 'csv'), csvOf(directory, folder, records))
  return records.length
}

export function csvOf(directory: Directory, folder: Folder, records: readonly RecordRow[]): string {
  const table = exportTable({
    fields: folder.fields,
    records,
    ownerOf: (portfolioId) => ownerInFile(directory, portfolioId),
    personOf: directory.nameOf,
  })
  return writeCsv(table)
}
