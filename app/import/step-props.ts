import type { Replica } from '../../shared/replica/replica.ts'
import type { ImportActions, ImportState } from './use-import.ts'

/** What each step of the import gets. */
export interface StepProps {
  replica: Replica
  workspaceId: string
  state: ImportState
  actions: ImportActions
}
