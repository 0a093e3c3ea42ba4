import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Router } from './router.ts'

export const RouterContext = createContext<Router | null>(null)

/** `useRouter().go('/users')`, `useRouter().place.value.query`. Links themselves are plain `<a href>`. */
export function useRouter(): Router {
  const router = useContext(RouterContext)
  if (!router) throw new Error('useRouter outside of the app')
  return router
}
