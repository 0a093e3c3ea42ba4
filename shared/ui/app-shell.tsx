import type { ComponentChildren } from 'preact'
import { Ellipsis } from 'lucide-preact'
import { Menu } from './menu.tsx'
import './app-shell-nav.css'
import './app-shell.css'

export type NavItem = {
  id: string
  label: string
  href: string
  icon: ComponentChildren
  /** A short number: what waits there. */
  count?: number | undefined
}

export type AppShellProps = {
  /** Name and sign of the product or organization, above the navigation. */
  brand: ComponentChildren
  nav: readonly NavItem[]
  /** The item shown as the present place. */
  current: string | null
  /** More of the side navigation, under its entries, wide only: places within them. */
  places?: ComponentChildren
  /** At the end of the header: search, save state, own avatar with its menu. */
  header?: ComponentChildren
  /** Under the navigation, wide only. */
  sideFooter?: ComponentChildren
  /** Banners above the page, over the whole width: offline, a new version. */
  notice?: ComponentChildren
  children: ComponentChildren
}

/** How many items the bottom bar holds; the rest goes under "More". */
const BAR = 4

/** The frame of the app: skip link, side navigation (a bottom bar below 720 px), header, main. */
export function AppShell(props: AppShellProps) {
  const { brand, nav, current, places, header, sideFooter, notice, children } = props
  const fits = nav.length <= BAR + 1
  const inBar = fits ? nav : nav.slice(0, BAR)
  const rest = fits ? [] : nav.slice(BAR)
  return (
    <div class="ho-shell">
      <a class="ho-shell__skip" href="#main" onClick={skipToMain}>
        Skip to the page
      </a>
      <header class="ho-shell__header">
        <div class="ho-shell__brand">{brand}</div>
        <div class="ho-shell__tools">{header}</div>
      </header>
      <nav class="ho-shell__side" aria-label="Main">
        <ul role="list">{nav.map((item) => navLink(item, current))}</ul>
        {places}
        {sideFooter && <div class="ho-shell__side-footer">{sideFooter}</div>}
      </nav>
      <main id="main" class="ho-shell__main" tabIndex={-1}>
        {notice && <div class="ho-shell__notice">{notice}</div>}
        <div class="ho-shell__page">{children}</div>
      </main>
      <nav class="ho-shell__bar" aria-label="Main">
        <ul role="list">
          {inBar.map((item) => navLink(item, current))}
          {rest.length > 0 && (
            <li>
              <Menu
                label="More"
                side="above"
                items={rest.map(({ id, label, href, icon }) => ({
                  id,
                  label,
                  href,
                  icon,
                  current: id === current,
                }))}
                trigger={
                  <span
                    class={rest.some((item) => item.id === current) ? 'ho-nav ho-nav--current' : 'ho-nav'}
                  >
                    <span class="ho-nav__icon">
                      <Ellipsis />
                    </span>
                    <span class="ho-nav__label">More</span>
                  </span>
                }
              />
            </li>
          )}
        </ul>
      </nav>
    </div>
  )
}

function navLink({ id, label, href, icon, count }: NavItem, current: string | null) {
  return (
    <li key={id}>
      <a
        class={id === current ? 'ho-nav ho-nav--current' : 'ho-nav'}
        href={href}
        aria-current={id === current ? 'page' : undefined}
      >
        <span class="ho-nav__icon">{icon}</span>
        <span class="ho-nav__label">{label}</span>
        {count !== undefined && count > 0 && (
          <span class="ho-nav__count">
            {count > 99 ? '99+' : count}
            <span class="ho-visually-hidden"> waiting</span>
          </span>
        )}
      </a>
    </li>
  )
}

/** By hand, because an app that routes by the hash would take `#main` for a page. */
function skipToMain(event: MouseEvent) {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
