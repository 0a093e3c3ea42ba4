import type { FoldAnswer, FoldMessage } from './messages.ts'
import { createStored } from './stored.ts'

// Chrome ends and starts this worker as it likes, so it keeps nothing in memory.

const FOLDED = 'folded'
const stored = createStored()

// The toolbar's button opens the side panel: the way in where Gmail's page can't be read, and beside any other page.
void chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true })

chrome.runtime.onMessage.addListener((message: FoldMessage, sender, answer: (answer: FoldAnswer) => void) => {
  if (sender.id !== chrome.runtime.id || typeof message !== 'object' || !('fold' in message)) return false
  void fold(message).then(answer, () => answer({ folded: false }))
  return true
})

async function fold(message: FoldMessage): Promise<FoldAnswer> {
  if (message.fold === 'set') await stored.write(FOLDED, message.folded === true)
  return { folded: (await stored.read<boolean>(FOLDED)) ?? false }
}
