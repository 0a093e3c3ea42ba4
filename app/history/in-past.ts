/** First words of what commands and edits are called, and how it is told of them afterwards. */
const TOLD: Readonly<Record<string, string>> = {
  Accept: 'accepted',
  Archive: 'archived',
  Ask: 'asked',
  Begin: 'began',
  Block: 'blocked',
  Bring: 'brought',
  Call: 'called',
  Cancel: 'cancelled',
  Change: 'changed',
  Choose: 'chose',
  Confirm: 'confirmed',
  Create: 'created',
  Deactivate: 'deactivated',
  Delete: 'deleted',
  Edit: 'edited',
  Erase: 'erased',
  Found: 'founded',
  Give: 'gave',
  Go: 'went',
  Hand: 'handed',
  Invite: 'invited',
  Keep: 'kept',
  Let: 'let',
  Lift: 'lifted',
  Limit: 'limited',
  Make: 'made',
  Mark: 'marked',
  Move: 'moved',
  No: 'no',
  Object: 'objected',
  Plan: 'planned',
  Put: 'put',
  Remove: 'removed',
  Rename: 'renamed',
  Restore: 'restored',
  Save: 'saved',
  Say: 'said',
  Send: 'sent',
  Start: 'started',
  Stop: 'stopped',
  Take: 'took',
  Unblock: 'unblocked',
  Undo: 'undid',
}
const BESIDE: Readonly<Record<string, string>> = { deactivate: 'deactivated', block: 'blocked' }

/**
 * "Hand over Anna’s items to Ben, deactivate Anna" is how a change is called before it is made; behind the name of who made it
 * stands "handed over Anna’s items to Ben, deactivated Anna". What begins with another word stays, behind a dot.
 */
export function inPast(words: string): string {
  const [first = ''] = words.split(' ', 1)
  const told = TOLD[first]
  if (told === undefined) return `· ${words}`
  const rest = words
    .slice(first.length)
    .replace(/, (deactivate|block) /g, (_, verb: string) => `, ${BESIDE[verb] ?? verb} `)
    .replace(/ and become /, ' and became ')
  return told + rest
}

/** The same as a line of its own. */
export function inPastAlone(words: string): string {
  const told = inPast(words)
  return told.startsWith('· ') ? words : told.charAt(0).toUpperCase() + told.slice(1)
}
