import { showBadge } from './badge.ts'
import type { FoldAnswer, FoldMessage, LookMessage } from './messages.ts'
import { makeRound, type Round } from './round.ts'
import { createStored } from './stored.ts'

// Chrome ends and starts this worker as it likes, so it keeps nothing in memory that matters: what waits lies in the copies, and when
// it is to wake again lies in Chrome's alarms.

const FOLDED = 'folded'
const stored = createStored()

// The toolbar's button opens the side panel: the way in where Gmail's page can't be read, and beside any other page.
void chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true })

chrome.runtime.onMessage.addListener(
  (message: FoldMessage | LookMessage, sender, answer: (answer: FoldAnswer) => void) => {
    if (sender.id !== chrome.runtime.id || typeof message !== 'object') return false
    if ('look' in message) run('look')
    if (!('fold' in message)) return false
    void fold(message).then(answer, () => answer({ folded: false }))
    return true
  },
)

async function fold(message: FoldMessage): Promise<FoldAnswer> {
  if (message.fold === 'set') await stored.write(FOLDED, message.folded === true)
  return { folded: (await stored.read<boolean>(FOLDED)) ?? false }
}

/** What waits is tried again so often, also when no Gmail is open any more; what is new is asked for so often. */
const SEND_AFTER_MINUTES = 0.5
const ASK_EVERY_MINUTES = 15
const isRound = (name: string): name is Round => name === 'send' || name === 'ask'

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (isRound(name)) run(name)
})
chrome.runtime.onStartup.addListener(() => run('ask'))
chrome.runtime.onInstalled.addListener(() => run('ask'))
void chrome.alarms.get('ask').then((alarm) => {
  // Made anew each time the worker starts, it would be put off for ever.
  if (!alarm) return chrome.alarms.create('ask', { periodInMinutes: ASK_EVERY_MINUTES })
})

let last: Promise<void> = Promise.resolve()
const toRun = new Set<Round>()

/** One round after the other; one that is not begun yet need not be asked for twice. */
function run(round: Round): void {
  if (toRun.has(round)) return
  toRun.add(round)
  last = last
    .then(async () => {
      toRun.delete(round)
      const waits = await makeRound(stored, round)
      await showBadge(waits)
      if (waits.tryAgain) await chrome.alarms.create('send', { delayInMinutes: SEND_AFTER_MINUTES })
      else await chrome.alarms.clear('send')
    })
    // A copy that can't be opened, or a disk that is full: the panel says so when it is opened, and the next alarm tries again.
    .catch((problem: unknown) => console.warn(problem))
}
