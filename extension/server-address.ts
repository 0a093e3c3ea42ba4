import type { Stored } from './stored.ts'

/** Where `npm start` serves; any other address is entered on the options page. */
export const DEFAULT_SERVER = 'http://localhost:4820'
const KEY = 'server'

/** Origin of the server, as `URL.origin` spells it. */
export const readServer = async (stored: Stored): Promise<string> =>
  (await stored.read<string>(KEY)) ?? DEFAULT_SERVER

export const writeServer = (stored: Stored, origin: string): Promise<void> => stored.write(KEY, origin)

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

/**
 * The origin of an address as somebody types it ("handover.example.com", "http://localhost:4820/"), or a sentence saying what is wrong.
 * Without encryption only this machine will do: the session's token goes along with every request.
 */
export function parseServer(typed: string): { origin: string } | { problem: string } {
  const text = typed.trim()
  const address = /^https?:\/\//i.test(text)
    ? text
    : `${LOOPBACK.test(text.replace(/[:/].*$/, '')) ? 'http' : 'https'}://${text}`
  if (!text || !URL.canParse(address))
    return { problem: 'Enter the address of your server, for example handover.example.com.' }
  const url = new URL(address)
  if (url.username || url.password)
    return { problem: 'Leave user name and password out of the address: signing in comes later.' }
  if (url.protocol !== 'https:' && !LOOPBACK.test(url.hostname))
    return { problem: 'Only a server on this computer can do without https://.' }
  return { origin: url.origin }
}
