import { z } from 'zod'
import { type Change, create } from '../decide/change.ts'
import { type CommandDefinition, defineCommand, type NameOf } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import {
  type Asked,
  askedSchema,
  isOpenRequest,
  type Request,
  REQUEST_DAYS,
  REQUESTS,
} from '../model/request.ts'
import { daysAfter } from '../model/time.ts'
import { needsConfirmedAddress } from '../policy/confirmed-address.ts'
import { isAskable, isForRequest } from '../request/askable.ts'
import { askedEdit, seesRecord } from '../request/record-request.ts'
import { isSame } from '../request/strings-in.ts'
import { namesUnseen } from '../request/unseen.ts'
import { type DecideAs, whoMay } from '../request/who-may.ts'

/** A photo, or a plan of thousands of parts, is nothing to look at and say yes to. */
const MOST_CHARACTERS = 50_000

const args = z.strictObject({ requestId: idSchema('request'), command: askedSchema })

/** Asks those who may for a change that the asker may not make (ROLE-15). `wordsOf`: the change in words. */
export const requestMake = (
  decideAs: DecideAs,
  wordsOf: (command: Asked, nameOf: NameOf) => string,
): CommandDefinition<z.infer<typeof args>> =>
  defineCommand({
    type: 'request.make',
    args,
    *decide({ requestId, command }, { actor, now }) {
      if (!isForRequest(command.type))
        return refuse('not-askable', 'This can’t be asked for here. Talk to somebody who may.')
      if (JSON.stringify(command.args ?? null).length > MOST_CHARACTERS)
        return refuse('too-large', 'This is too much to ask for at once. Talk to an Admin.')
      const own = yield* decideAs(command, actor.user.id, now)
      if (own.status === 'accepted') return refuse('may-yourself', 'You may do this yourself. Just do it.')
      if (!isAskable(own)) return own
      const unconfirmed = yield* needsConfirmedAddress(actor)
      if (unconfirmed) return unconfirmed
      const edit = askedEdit(command)
      if ((yield* namesUnseen(actor, command.args)) || (edit && !(yield* seesRecord(actor, edit))))
        return refuse('not-known', 'This is about something that you don’t see. Talk to an Admin.')
      const mine = (yield* ask('requestsOf', { userId: actor.user.id })).filter(
        ({ by }) => by === actor.user.id,
      )
      const open = mine.filter((request) => isOpenRequest(request, now))
      if (open.some((request) => isSame(request.command, command)))
        return refuse('asked-already', 'You have asked for this already. The answer comes under Requests.')
      const lately = mine.filter(({ madeAt }) => madeAt > daysAfter(now, -1))
      if (open.length >= REQUESTS.open || lately.length >= REQUESTS.aDay)
        return refuse(
          'too-many-requests',
          `At most ${REQUESTS.open} requests wait at once, and ${REQUESTS.aDay} are made within a day. Take one back, or talk to an Admin.`,
        )
      const to = yield* whoMay(command, actor, now, decideAs)
      if (to.length === 0) return refuse('nobody-may', 'Nobody here could say yes to this. Talk to an Admin.')
      const request: Request = {
        id: requestId,
        by: actor.user.id,
        to,
        command,
        state: 'open',
        madeAt: now,
        until: daysAfter(now, REQUEST_DAYS),
        answeredBy: null,
        answeredAt: null,
        word: '',
      }
      return accept([
        create('request', request),
        ...to.map((userId): Change => ({ effect: 'mail', mail: 'request-made', userId, requestId })),
      ])
    },
    words: ({ command }, nameOf) => `Ask somebody who may: ${wordsOf(command, nameOf)}`,
  })
