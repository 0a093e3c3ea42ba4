import type { Refusal } from '../domain/decide/decision.ts'
import type { Asked } from '../domain/model/request.ts'
import { isAskable } from '../domain/request/askable.ts'
import type { Replica } from '../replica/replica.ts'
import { Banner } from '../ui/banner.tsx'
import { AskSomebody } from './ask-somebody.tsx'
import type { Send } from './use-send.ts'

export interface RefusedBannerProps {
  replica: Replica
  send: Send
  title?: string
  /** What this device foresees for the change as it stands in the form, and that change. */
  foreseen?: Refusal | null
  command?: Asked | null
}

/** What a form was refused, or will be, beside its button; for lack of right it offers to ask somebody who may (ROLE-15). */
export function RefusedBanner({ replica, send, title, foreseen, command: prepared }: RefusedBannerProps) {
  const refused = send.refused.value ?? foreseen
  const command = send.refused.value ? send.last.value : prepared
  if (!refused) return null
  return (
    <Banner
      tone="danger"
      {...(title && { title })}
      announce
      {...(command &&
        isAskable(refused) && {
          action: <AskSomebody replica={replica} command={command} reason={refused.message} />,
        })}
    >
      {refused.message}
    </Banner>
  )
}
