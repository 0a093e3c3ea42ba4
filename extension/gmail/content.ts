/**
 * The content script: puts the panel beside Gmail and tells it what the page shows. It knows no secret and no server but an origin's name;
 * everything else happens in the panel, a page of the extension's own, which reaches it through a runtime port.
 */
import { type FoldAnswer, type FoldMessage, PAGE_PORT, type Seen, type Watch } from '../messages.ts'
import { mountPanel } from './mount.ts'
import { observe } from './observe.ts'

const stop = new AbortController()

async function start(): Promise<void> {
  const panel = mountPanel(document, {
    src: chrome.runtime.getURL('panel/panel.html'),
    folded: await wasFolded(),
    onFold: (folded) => void say({ fold: 'set', folded }),
    signal: stop.signal,
  })
  // Only pages of this extension can connect: there is no listener for others (onConnectExternal).
  chrome.runtime.onConnect.addListener((port) => {
    if (port.name !== PAGE_PORT || port.sender?.id !== chrome.runtime.id) return port.disconnect()
    serve(port, () => panel.fit())
  })
}

/** Sends one panel what this page shows, for as long as that panel is there. */
function serve(port: chrome.runtime.Port, onSeen: () => void): void {
  let watching = new AbortController()
  port.onMessage.addListener(({ serverOrigin }: Watch) => {
    watching.abort()
    watching = new AbortController()
    observe(document, {
      serverOrigin,
      signal: watching.signal,
      onState(state) {
        onSeen()
        port.postMessage({ state } satisfies Seen)
      },
    })
  })
  port.onDisconnect.addListener(() => {
    watching.abort()
    // The extension was updated or removed: this script is an orphan, and its panel dead. A reload brings the new one.
    if (!chrome.runtime?.id) stop.abort()
  })
}

async function wasFolded(): Promise<boolean> {
  return (await say({ fold: 'ask' }))?.folded ?? false
}

/** Undefined when the background doesn't answer: nothing of that is worth a panel that does not open. */
async function say(message: FoldMessage): Promise<FoldAnswer | undefined> {
  try {
    return await chrome.runtime.sendMessage<FoldMessage, FoldAnswer>(message)
  } catch {
    return undefined
  }
}

void start()
