import { z } from 'zod'
import type { PageState } from '../gmail/page-state.ts'

const line = z.string().max(300)

/**
 * What a content script may say. It runs in the same process as Gmail's page: whoever breaks into that can send anything, so it is
 * checked here once, and nothing of it is ever a right.
 */
export const pageStateSchema: z.ZodType<PageState> = z.strictObject({
  account: z.discriminatedUnion('known', [
    z.strictObject({ known: z.literal(true), email: line }),
    z.strictObject({
      known: z.literal(false),
      reason: z.enum(['not-found', 'contradictory', 'delegated-mailbox']),
    }),
  ]),
  view: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('conversation'),
      conversation: z.strictObject({
        threadId: line,
        legacyThreadId: line,
        subject: line,
        people: z
          .array(z.strictObject({ email: line, name: line, role: z.enum(['from', 'to', 'cc']) }))
          .max(200),
        messages: z.array(z.strictObject({ id: line, collapsed: z.boolean() })),
        invitations: z.array(z.strictObject({ id: line })).max(20),
      }),
    }),
    z.strictObject({ kind: z.literal('list') }),
    z.strictObject({ kind: z.literal('unreadable'), why: z.enum(['loading', 'not-recognised', 'failed']) }),
  ]),
})
