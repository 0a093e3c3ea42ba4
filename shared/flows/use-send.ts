import { type Signal, useSignal } from '@preact/signals'
import type { Refusal } from '../domain/decide/decision.ts'
import type { Asked } from '../domain/model/request.ts'
import type { Dispatched, Replica } from '../replica/replica.ts'
import { asking, usePreparing } from './prepare-request.tsx'

/** Sends one change of a form: busy while it is written to the device, and what was refused there, to be shown beside the button. */
export interface Send {
  (type: string, args: unknown): Promise<Dispatched | null>
  busy: Signal<boolean>
  refused: Signal<Refusal | null>
  /** What was sent last, so that somebody else can be asked for it. */
  last: Signal<Asked | null>
}

/**
 * Resolves with null when it was refused, by the device or, when online, by the server; offline it resolves as soon as the
 * change is kept on the device, since nobody should wait for a network. In a form that is prepared for somebody else it asks them.
 */
export function useSend(replica: Replica): Send {
  const busy = useSignal(false)
  const refused = useSignal<Refusal | null>(null)
  const last = useSignal<Asked | null>(null)
  const preparing = usePreparing()
  const send = async (type: string, args: unknown): Promise<Dispatched | null> => {
    busy.value = true
    refused.value = null
    last.value = { type, args }
    try {
      if (!preparing || type === 'request.make') return await sendOne({ type, args })
      const request = asking(replica, { type, args })
      if (await sendOne(request)) preparing.onAsked([request.args.requestId])
      return null
    } finally {
      busy.value = false
    }
  }
  const sendOne = async (command: Asked): Promise<Dispatched | null> => {
    const dispatched = await replica.dispatch(command.type, command.args)
    if (dispatched.decision.status === 'refused') {
      refused.value = dispatched.decision
      return null
    }
    if (replica.connection.value !== 'online') return dispatched
    const answer = await Promise.race([replica.outcome(dispatched.commandId), offline(replica)])
    if (answer?.status !== 'refused') return dispatched
    refused.value = { status: 'refused', code: answer.code, message: answer.message }
    // It was told here, where it was asked for; the list of problems need not tell it again.
    await replica.dropRefused(dispatched.commandId)
    return null
  }
  return Object.assign(send, { busy, refused, last })
}

/** Resolves when the connection is lost. */
const offline = (replica: Replica): Promise<null> =>
  new Promise((resolve) => {
    const stop = replica.connection.subscribe((state) => {
      if (state === 'online') return
      queueMicrotask(() => stop())
      resolve(null)
    })
  })
