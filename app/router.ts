import { type ReadonlySignal, signal } from '@preact/signals'

/** Where in the app one is. */
export interface Place {
  /** Without query and fragment, e.g. `/users/usr_…`. */
  path: string
  query: URLSearchParams
  /** The page that was loaded, before going anywhere from it. */
  first: boolean
}

export interface Router {
  readonly place: ReadonlySignal<Place>
  /** Goes to a path of the app, e.g. `/users?tab=pending`; `replace` leaves no step for Back. */
  go(href: string, how?: { replace?: boolean }): void
  /** Follows Back and Forward and clicks on links of the app; returns what stops it. */
  start(): () => void
}

type ParamNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never
/** The parameters of a pattern: `/users/:id` → `{ id: string }`. */
export type Params<P extends string> = { [Name in ParamNames<P>]: string }

/** Matches a path against a pattern, segment by segment; null where it does not fit. */
export function matchPath<P extends string>(pattern: P, path: string): Params<P> | null {
  const wanted = segments(pattern)
  const given = segments(path)
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? ''
    if (segment.startsWith(':')) params[segment.slice(1)] = decoded(value)
    else if (segment !== value) return null
  }
  return params as Params<P>
}

const segments = (path: string): string[] => path.split('/').filter((segment) => segment !== '')

/** A broken escape in a link is a page that does not exist, not a crash. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const placeOf = (url: URL, first = false): Place => ({
  path: url.pathname,
  query: url.searchParams,
  first,
})

export function createRouter(window: Window): Router {
  const { history, location, document } = window
  const place = signal<Place>(placeOf(new URL(location.href), true))
  const go: Router['go'] = (href, { replace = false } = {}) => {
    const url = new URL(href, location.href)
    const samePath = url.pathname === location.pathname
    if (url.href === location.href) return
    if (replace) history.replaceState(null, '', url)
    else history.pushState(null, '', url)
    place.value = placeOf(url)
    if (!samePath) window.scrollTo(0, 0)
  }
  const onPopState = () => {
    place.value = placeOf(new URL(location.href))
  }
  const onClick = (event: MouseEvent) => {
    const href = ownLink(event, location)
    if (href === null) return
    event.preventDefault()
    go(href)
  }
  return {
    place,
    go,
    start() {
      window.addEventListener('popstate', onPopState)
      document.addEventListener('click', onClick)
      return () => {
        window.removeEventListener('popstate', onPopState)
        document.removeEventListener('click', onClick)
      }
    },
  }
}

/** Paths that the server answers itself; links there leave the app. */
const SERVER_PATHS = /^\/(api|sync|outbox|health)(\/|$)/

/** The href of a plain click on a link within the app; null for a new tab, a download, another site, or a jump in the page. */
function ownLink(event: MouseEvent, location: Location): string | null {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = (event.target as Element | null)?.closest?.('a')
  if (!link?.href || (link.target && link.target !== '_self') || link.hasAttribute('download')) return null
  const url = new URL(link.href, location.href)
  if (url.origin !== location.origin || SERVER_PATHS.test(url.pathname)) return null
  const jumpsHere = url.hash !== '' && url.pathname === location.pathname && url.search === location.search
  return jumpsHere ? null : url.href
}
