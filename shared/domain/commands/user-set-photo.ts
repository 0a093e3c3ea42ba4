import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { PHOTO_BYTES, readPhoto } from '../model/photo.ts'
import { can } from '../policy/can.ts'

/**
 * Gives a person a photo, another one, or none (USR-3, USR-7). The picture comes along once; without it `id` is one that the
 * server has already, which is how a change is taken back.
 */
export const userSetPhoto = defineCommand({
  type: 'user.set-photo',
  args: z.strictObject({
    userId: idSchema('user'),
    photo: z
      .strictObject({
        id: idSchema('photo'),
        /** base64 of a JPEG, at most 192 × 192. */
        image: z
          .string()
          .max(Math.ceil(PHOTO_BYTES / 3) * 4)
          .refine((image) => readPhoto(image) !== null, { message: 'not a small JPEG' })
          .optional(),
      })
      .nullable(),
  }),
  *decide({ userId, photo }, { actor }) {
    const user = yield* standingOf(userId)
    if (!user || user.user.state === 'erased') return refuse('no-user', 'This person is not here any more.')
    const refusal = can(actor, 'edit own name', { user }) && can(actor, 'edit a profile', { user })
    if (refusal) return refusal
    const kept = photo && (yield* ask('photo', { id: photo.id, isNew: photo.image !== undefined }))
    // A colleague's is not to be had by its id, nor one that is not kept any more.
    if (photo && (kept ? kept.userId !== userId : photo.image === undefined))
      return refuse('no-photo', 'This photo is not here any more. Choose it again.')
    const changes: Change[] = [put('user', { ...user.user, photo: photo?.id ?? null })]
    if (photo?.image !== undefined)
      changes.push({
        effect: 'keep-photo',
        userId,
        photoId: photo.id,
        image: photo.image,
        before: user.user.photo ?? null,
      })
    return accept(changes)
  },
  words: ({ userId, photo }, nameOf) =>
    photo ? `Change the photo of ${nameOf(userId)}` : `Remove the photo of ${nameOf(userId)}`,
})
