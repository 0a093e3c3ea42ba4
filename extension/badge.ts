import type { AllWaits } from './round.ts'

/** Of a badge: four characters fit. */
const MOST = 99
/** As the panel's own colours for what is wrong and for what is under way; white stands out against both. */
const WRONG = '#b3261e'
const CALM = '#3b5bdb'

/** What the toolbar's button says: how much waits, and in words what. Nothing waits: nothing. */
export function badgeOf({ unsent, looks, invitations, signedOut }: Omit<AllWaits, 'tryAgain'>) {
  const count = unsent + looks + invitations + signedOut
  const words = [
    invitations > 0 && `${counted(invitations, 'invitation')} for you`,
    looks > 0 && `${looks.toLocaleString('en')} ${looks === 1 ? 'needs' : 'need'} your look`,
    unsent > 0 && `${counted(unsent, 'change')} not sent yet`,
    signedOut > 0 && 'you were signed out',
  ].filter((part) => part !== false)
  return {
    text: count === 0 ? '' : count > MOST ? `${MOST}+` : `${count}`,
    title: words.length === 0 ? 'Open Handover' : `Open Handover: ${words.join(', ')}`,
    colour: looks + signedOut > 0 ? WRONG : CALM,
  }
}

export async function showBadge(waits: AllWaits): Promise<void> {
  const { text, title, colour } = badgeOf(waits)
  await Promise.all([
    chrome.action.setBadgeText({ text }),
    chrome.action.setTitle({ title }),
    chrome.action.setBadgeBackgroundColor({ color: colour }),
    chrome.action.setBadgeTextColor({ color: '#ffffff' }),
  ])
}

const counted = (count: number, word: string) =>
  `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`
