import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { DeviceCopies } from './device-copies.ts'
import type { OpenDrafts } from './open-drafts.ts'
import type { Session } from '../shared/replica/session.ts'
import type { SessionState } from './session-state.ts'
import type { Stored } from './stored.ts'

/** What exists once in a page, made in main.tsx. */
export interface AppContextValue {
  session: Session
  state: SessionState
  stored: Stored
  copies: DeviceCopies
  drafts: OpenDrafts
}

export const AppContext = createContext<AppContextValue | null>(null)

export function useApp(): AppContextValue {
  const app = useContext(AppContext)
  if (!app) throw new Error('useApp outside of the app')
  return app
}
