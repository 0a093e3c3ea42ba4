import { type ComponentChildren, createContext } from 'preact'
import { useContext, useMemo, useRef, useState } from 'preact/hooks'
import type { Asked } from '../domain/model/request.ts'
import { asAsked } from '../domain/request/record-request.ts'
import type { Replica } from '../replica/replica.ts'
import { Button } from '../ui/button.tsx'
import { FormPurposeContext } from '../ui/form-purpose.ts'

/** A form that is filled in for somebody else to confirm. */
export interface Preparing {
  /** Told the ids of the requests that were made of it. */
  onAsked: (requestIds: readonly string[]) => void
}

const PreparingContext = createContext<Preparing | null>(null)
const AskForMoreContext = createContext<((reason: string) => void) | null>(null)

/** Is the form around this prepared for somebody else? Then nothing in it is refused for lack of right. */
export const usePreparing = (): Preparing | null => useContext(PreparingContext)

export interface PrepareRequestProps extends Preparing {
  /** Why one may not do it; absent: one may, and the form is as ever. */
  reason: string | undefined
  children: ComponentChildren
}

/**
 * Around a form: what is filled in there is sent as a request to those who may (ROLE-15), by whatever the form sends with
 * (`useSend`, `useDispatch`). To the form it is as if nothing was sent; `onAsked` closes it.
 */
export function PrepareRequest({ reason: given, onAsked, children }: PrepareRequestProps) {
  const [more, askForMore] = useState<string | undefined>(undefined)
  const reason = given ?? more
  const latest = useRef(onAsked)
  latest.current = onAsked
  const isFor = reason !== undefined
  const preparing = useMemo(
    () => (isFor ? { onAsked: (ids: readonly string[]) => latest.current(ids) } : null),
    [isFor],
  )
  const purpose = isFor ? { note: noteOf(reason), submit: 'Ask somebody who may' } : null
  return (
    <PreparingContext.Provider value={preparing}>
      <AskForMoreContext.Provider value={askForMore}>
        <FormPurposeContext.Provider value={purpose}>{children}</FormPurposeContext.Provider>
      </AskForMoreContext.Provider>
    </PreparingContext.Provider>
  )
}

/**
 * In a form that one may send, but not with everything that could be chosen in it (a role, a level): turns it into one that is
 * prepared for those who may choose that. `reason`: why not oneself; absent: one may choose everything.
 */
export function AskForMore({ reason }: { reason: string | undefined }) {
  const preparing = usePreparing()
  const askForMore = useContext(AskForMoreContext)
  if (preparing || !askForMore || reason === undefined) return null
  return (
    <div>
      <Button size="s" variant="quiet" onClick={() => askForMore(reason)}>
        Ask for what you may not give
      </Button>
    </div>
  )
}

const noteOf = (reason: string): string =>
  `${reason} What you fill in here is sent to them, and done when one of them says yes.`

/** The command that asks those who may for a change. */
export function asking(replica: Replica, command: Asked) {
  const requestId = replica.newId('request')
  return { type: 'request.make', args: { requestId, command: asAsked(command) } }
}
