import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Banner } from '../shared/ui/banner.tsx'
import { Button } from '../shared/ui/button.tsx'
import { Loading } from '../shared/ui/loading.tsx'
import { useArrivalFocus } from './use-arrival-focus.ts'

/** A screen whose code is fetched when it is first shown; says so while it comes, and offers to try again. */
export function lazyScreen<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null
  return function LazyScreen(props: P) {
    const [Screen, setScreen] = useState<ComponentType<P> | null>(() => loaded)
    const [failed, setFailed] = useState(false)
    const [attempt, setAttempt] = useState(0)
    useEffect(() => {
      if (Screen) return
      let gone = false
      setFailed(false)
      load().then(
        (component) => {
          loaded = component
          if (!gone) setScreen(() => component)
        },
        () => !gone && setFailed(true),
      )
      return () => {
        gone = true
      }
    }, [attempt])
    if (Screen)
      return (
        <Arrived>
          <Screen {...props} />
        </Arrived>
      )
    if (!failed) return <Loading>Opening the page…</Loading>
    return (
      <Banner
        tone="warning"
        title="This page could not be opened"
        announce
        action={<Button onClick={() => setAttempt((count) => count + 1)}>Try again</Button>}
      >
        It is not on this device yet. Check the connection.
      </Banner>
    )
  }
}

function Arrived({ children }: { children: preact.ComponentChildren }) {
  useArrivalFocus()
  return <>{children}</>
}
