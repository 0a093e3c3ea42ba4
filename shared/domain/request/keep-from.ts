import { type Standing, standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { type Asking, ask } from '../decide/question.ts'
import { isOpenRequest, type Request } from '../model/request.ts'
import { mightDo } from './askable.ts'
import { askedEdit, isOfRecord, readsFolderOf, seesRecord } from './record-request.ts'
import { namesUnseen } from './unseen.ts'
import { type DecideAs, whoMay, workspacesIn } from './who-may.ts'

/**
 * What becomes of the requests of somebody whose rights are others now (ROLE-10, ROLE-15), whatever became of them: who was
 * asked and may not see what it quotes, or not do it, is asked no more. Where nobody else was asked, those who may now are;
 * where nobody may, it is void. What the asker may not see any more is cut out for good. Asked when the rights are written.
 */
export function* keepRequestsFrom(userId: string, now: string, decideAs: DecideAs): Asking<Change[]> {
  const standing = yield* standingOf(userId)
  const changes: Change[] = []
  for (const request of yield* ask('requestsOf', { userId })) {
    if (request.by !== userId) {
      if (!(yield* mayStillAnswer(standing, request, now, decideAs)))
        changes.push(...(yield* askedOthers(request, userId, now, decideAs)))
    } else if (request.command.args !== null && !(yield* seesWhatTheyAsked(standing, request)))
      changes.push(put('request', cutOut(request)))
  }
  return changes
}

/** It ends, and nobody is told what it was any more: nobody has others act on what is hidden from them. */
const cutOut = (request: Request): Request => ({
  ...request,
  to: [],
  command: { ...request.command, args: null },
  state: request.state === 'open' ? 'void' : request.state,
})

function* seesWhatTheyAsked(asker: Standing | null, { command }: Request): Asking<boolean> {
  if (!asker) return false
  if (!isOfRecord(command)) return !(yield* namesUnseen(asker, command.args))
  const edit = askedEdit(command)
  return edit !== null && (yield* seesRecord(asker, edit))
}

/** Answered ones can't be decided again: of those counts who could be asked at all, and sees what is named. */
function* mayStillAnswer(
  asked: Standing | null,
  request: Request,
  now: string,
  decideAs: DecideAs,
): Asking<boolean> {
  if (!asked || asked.user.state === 'erased') return false
  // Reads nothing now, and is looked at again when they are back.
  if (asked.user.state !== 'active') return true
  const { command } = request
  const workspaceIds = yield* workspacesIn(command.args)
  if (!(yield* ask('answerers', { workspaceIds })).includes(asked.user.id)) return false
  const sees = isOfRecord(command)
    ? yield* readsFolderOf(asked, command)
    : !(yield* namesUnseen(asked, command.args))
  if (!sees) return false
  return !isOpenRequest(request, now) || mightDo(yield* decideAs(command, asked.user.id, now))
}

function* askedOthers(request: Request, without: string, now: string, decideAs: DecideAs): Asking<Change[]> {
  const left = request.to.filter((id) => id !== without)
  if (left.length > 0 || !isOpenRequest(request, now)) return [put('request', { ...request, to: left })]
  const asker = yield* standingOf(request.by)
  const to = asker ? yield* whoMay(request.command, asker, now, decideAs) : []
  return [
    put('request', { ...request, to, ...(to.length === 0 && { state: 'void' as const }) }),
    ...to.map((userId): Change => ({ effect: 'mail', mail: 'request-made', userId, requestId: request.id })),
  ]
}
