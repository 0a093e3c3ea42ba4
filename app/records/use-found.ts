import { useEffect, useState } from 'preact/hooks'
import type { ReplicaContent } from '../../shared/replica/replica.ts'

/**
 * Is it still too early to say that a record does not exist? True until the device has read its own copy, and while a folder
 * that was never here comes from the server.
 */
export function useFound(content: ReplicaContent, folderId: string, found: boolean): boolean {
  const [read, setRead] = useState(false)
  const synced = content.synced(folderId).value
  useEffect(() => {
    if (found) return
    let gone = false
    setRead(false)
    // Answered from the same database, after what was asked of it before.
    const list = content.list(folderId, {})
    void list.rows(0, 1).then(() => !gone && setRead(true))
    return () => {
      gone = true
      list.close()
    }
  }, [content, folderId, found])
  return !found && (!read || synced === 'never' || synced === 'syncing')
}
