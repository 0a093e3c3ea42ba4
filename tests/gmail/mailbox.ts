import type { Account, Mail, MailboxView, StoredMessage, StoredThread } from './mail.ts'

export type Mailbox = ReturnType<typeof createMailbox>

/** One account's mail, in memory. `number` (0, 1, …) keeps the ids of several mailboxes apart: the same mail has different ids in each. */
export function createMailbox(account: Account, number: number) {
  const threads: StoredThread[] = []
  const listeners = new Set<() => void>()
  let serial = 0

  function stored(mail: Mail): StoredMessage {
    const { id, legacyId } = nextIds('msg-f')
    return {
      id,
      legacyId,
      from: mail.from,
      to: mail.to,
      cc: mail.cc ?? [],
      ...(mail.html === undefined ? {} : { html: mail.html }),
      text: mail.text ?? '',
      date: (mail.date ?? new Date()).getTime(),
    }
  }

  function nextIds(kind: 'thread-f' | 'msg-f') {
    const value = 1_790_000_000_000_000_000n + BigInt(number) * 1_000_000_000_000n + BigInt(++serial) * 7_919n
    return {
      id: `${kind}:${value}`,
      legacyId: value.toString(16).padStart(16, '0'),
      hash: `FMfcgz${letters(value)}`,
    }
  }

  function addThread(messages: Mail[], isUnread: boolean, isStarred: boolean): StoredThread {
    const first = messages[0]
    if (!first) throw new Error('A thread needs a message')
    const thread = {
      ...nextIds('thread-f'),
      subject: first.subject,
      messages: messages.map(stored),
      isUnread,
      isStarred,
    }
    threads.push(thread)
    return thread
  }

  function tell(): void {
    for (const listener of listeners) listener()
  }

  for (const thread of account.threads ?? []) {
    addThread(thread.messages, thread.isUnread ?? false, thread.isStarred ?? false)
  }

  return {
    email: account.email.toLowerCase(),

    view(): MailboxView {
      const newest = (thread: StoredThread) => thread.messages.at(-1)?.date ?? 0
      return {
        account: { email: account.email, name: account.name },
        language: account.language ?? 'en',
        pane: account.pane ?? 'none',
        threads: threads.toSorted((a, b) => newest(b) - newest(a)),
      }
    },

    /** Adds a mail to the thread with this id, or as a new one, and shows it in the open pages. */
    add(mail: Mail, threadId?: string): StoredThread {
      const known = threads.find((thread) => thread.id === threadId)
      if (known) {
        known.messages.push(stored(mail))
        known.isUnread = true
      }
      const thread = known ?? addThread([mail], true, false)
      tell()
      return thread
    },

    markRead(threadId: string): void {
      const thread = threads.find((other) => other.id === threadId)
      if (!thread?.isUnread) return
      thread.isUnread = false
      tell()
    },

    /** @returns a function that stops listening. */
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A number as 26 letters, as in the addresses of Gmail's conversations. */
function letters(value: bigint): string {
  const alphabet = 'BCDFGHJKLMNPQRSTVWXZbcdfghjklmnpqrstvwxz'
  let text = ''
  for (let rest = value; rest > 0n; rest /= 40n) text += alphabet[Number(rest % 40n)]
  const half = text.padEnd(13, 'B')
  return half + [...half].toReversed().join('')
}
