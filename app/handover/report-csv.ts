import { writeCsv } from '../../shared/csv/write.ts'
import type { Handover, ItemCount } from '../../shared/domain/model/handover.ts'
import { erasingInWords, handoverState, handoverTitle } from '../../shared/flows/handover-words.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'

/** The report as a table (HAND-16): a line for each folder, then who, when, and what did not go as shown. */
export function reportCsv(directory: Directory, handover: Handover): string {
  const counts: ItemCount[] = handover.kind === 'switch' ? handover.kept : (handover.report?.moved ?? [])
  const differences = handover.kind === 'handover' ? (handover.report?.differences ?? []) : []
  const unassigned = handover.kind === 'handover' ? (handover.report?.unassigned ?? []) : []
  const stayed = handover.kind === 'handover' ? (handover.report?.stayed ?? []) : []
  const erasing = handover.kind === 'handover' ? erasingInWords(handover, Date.now()) : null
  const line = (what: string, workspace = '', folder = '', items = '', open = '', note = '') => [
    what,
    workspace,
    folder,
    items,
    open,
    note,
  ]
  const where = (folderId: string): [string, string] => {
    const folder = directory.folder(folderId)
    return [folder ? directory.nameOf(folder.workspaceId) : '', folder?.name ?? '']
  }
  return writeCsv({
    header: ['What', 'Workspace', 'Folder', 'Items', 'Open', 'Note'],
    rows: [
      line(handoverTitle(directory, handover), '', '', '', '', handoverState(handover).label),
      line('Started', '', '', '', '', `${handover.startedAt} by ${directory.nameOf(handover.startedBy)}`),
      ...(handover.doneAt ? [line('Done', '', '', '', '', handover.doneAt)] : []),
      ...(erasing ? [line('Erasing personal data', '', '', '', '', erasing)] : []),
      ...counts.map(({ folderId, all, open }) =>
        line(handover.kind === 'switch' ? 'Stays' : 'Moved', ...where(folderId), String(all), String(open)),
      ),
      ...unassigned.map(({ folderId, all, open }) =>
        line('Left with nobody', ...where(folderId), String(all), String(open)),
      ),
      ...differences.map(({ folderId, shown, moved }) =>
        line(
          'Differs from the preview',
          ...where(folderId),
          String(moved),
          '',
          `the preview showed ${shown}`,
        ),
      ),
      ...stayed.map(({ folderId, title, portfolioId }) =>
        line('Stayed after undo', ...where(folderId), '1', '', `${title}: ${directory.nameOf(portfolioId)}`),
      ),
    ],
    numericColumns: [3, 4],
  })
}

/** Lets the browser save the report. */
export function saveReport(directory: Directory, handover: Handover): void {
  const url = URL.createObjectURL(
    new Blob([reportCsv(directory, handover)], { type: 'text/csv;charset=utf-8' }),
  )
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = `handover ${handover.startedAt.slice(0, 10)}.csv`
  anchor.click()
  URL.revokeObjectURL(url)
}
