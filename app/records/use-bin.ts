import type { Replica } from '../../shared/replica/replica.ts'
import { useToasts } from '../toasts.tsx'

/** "1 record", "654 records" */
export const counted = (count: number, one = 'record', many = `${one}s`): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`

/** Moves records to the bin, and back; says so, with the way back (REC-5). */
export function useBin(replica: Replica) {
  const toasts = useToasts()
  const restore = async (folderId: string, ids: readonly string[], what = counted(ids.length)) => {
    await replica.content.restore(folderId, ids)
    toasts.show({ text: `${what} restored from the bin.`, tone: 'success' })
  }
  const bin = async (folderId: string, ids: readonly string[], what = counted(ids.length)) => {
    await replica.content.bin(folderId, ids)
    toasts.show({
      text: `${what} moved to the bin, and kept there for 30 days.`,
      action: { label: 'Undo', onAction: () => void restore(folderId, ids, what) },
    })
  }
  return { bin, restore }
}
