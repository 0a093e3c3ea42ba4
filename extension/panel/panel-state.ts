import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { readAccounts, type SignedAccount } from '../accounts.ts'
import { type DeviceCopy, isOver } from '../device-copies.ts'
import { refreshAccount } from '../refresh-account.ts'
import { readServer } from '../server-address.ts'
import type { Stored } from '../stored.ts'
import type { PageLink } from './page-link.ts'
import type { PanelPlace } from './panel-place.ts'
import { type Route, routeFromHash, routeToHash } from './route.ts'
import { type Whose, whose } from './whose.ts'

/** What exists once in a panel, made in main.tsx. */
export interface PanelState {
  readonly stored: Stored
  readonly place: PanelPlace
  readonly link: PageLink
  /** Origin; empty while it is being read. */
  readonly server: ReadonlySignal<string>
  readonly whose: ReadonlySignal<Whose>
  /** The account picked by hand, where Gmail does not say it. */
  readonly chosenId: Signal<string | null>
  /** What is open over the conversation; null: the conversation or the home itself. */
  readonly route: Signal<Route | null>
  /**
   * Asks the server who this is; keeps its answer, or that the session has ended. No answer changes nothing. Copies whose access is over
   * give what they had not sent, and are deleted (SYNC-7, LIFE-10).
   */
  refresh(account: SignedAccount): Promise<void>
  /** Is the access to this copy over, as far as the server has said? */
  isOver(copy: DeviceCopy): boolean
  /** The same place in a window of its own, where nothing can lie over it (MAIL-5). */
  openWindow(): void
}

export function createPanelState(stored: Stored, link: PageLink, place: PanelPlace): PanelState {
  const server = signal('')
  const accounts = signal<SignedAccount[]>([])
  const chosenId = signal<string | null>(null)
  // The address of a frame is written by Gmail's page: nothing is taken from it.
  const route = signal<Route | null>(place.kind === 'window' ? routeFromHash(location.hash) : null)
  const read = async () => {
    const origin = await readServer(stored)
    accounts.value = await readAccounts(stored, origin)
    server.value = origin
    link.setServer(origin)
  }
  stored.onChange(() => void read())
  void read()
  return {
    stored,
    place,
    link,
    server,
    chosenId,
    route,
    whose: computed(() =>
      server.value === '' ? { is: 'loading' } : whose(link.page.value, accounts.value, chosenId.value),
    ),
    async refresh(account) {
      await refreshAccount(stored, account)
    },
    isOver: (copy) => {
      const account = accounts.value.find((one) => one.me.account.id === copy.accountId)
      return account !== undefined && isOver(account, copy)
    },
    openWindow() {
      const tabId = currentTab(place)
      void tabId.then((id) =>
        chrome.windows.create({
          url: `panel/panel.html?tab=${id ?? ''}${routeToHash(route.value)}`,
          type: 'popup',
          width: 440,
          height: 780,
        }),
      )
    },
  }
}

async function currentTab(place: PanelPlace): Promise<number | undefined> {
  return place.kind === 'window' ? place.tabId : (await chrome.tabs.getCurrent())?.id
}

export const PanelContext = createContext<PanelState | null>(null)

export function usePanel(): PanelState {
  const panel = useContext(PanelContext)
  if (!panel) throw new Error('usePanel outside of the panel')
  return panel
}
