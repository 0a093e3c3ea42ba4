import { z } from 'zod'
import { idSchema } from './id.ts'

export const holdingSchema = z.strictObject({
  /** Nobody means "unassigned". */
  holder: idSchema('user').nullable(),
  /** The handover that put it there; null for the first holding, and for being unassigned by a removal. */
  handoverId: idSchema('handover').nullable(),
  since: z.iso.datetime(),
})
export type Holding = z.infer<typeof holdingSchema>

/**
 * What is owned belongs to a portfolio, and people hold portfolios (DESIGN §1): records, tasks, workflows and
 * integrations carry a portfolio's id, never a user's. Handing over everything changes the holder and nothing else.
 */
export const portfolioSchema = z.strictObject({
  id: idSchema('portfolio'),
  workspaceId: idSchema('workspace'),
  /** The user whose new items go here; at most one home for a user and workspace. Null once it was handed over. */
  homeOf: idSchema('user').nullable(),
  /** Whose items these were first: "left by Anna". Null for an import's label ("employee 7"). */
  origin: idSchema('user').nullable(),
  /** Shown when there is no origin: the owner column's value in an import. */
  label: z.string().max(200),
  /** A stack, oldest first; the last one counts, and undo pops only that (HAND-12). Never empty. */
  holdings: z.array(holdingSchema).min(1),
})
export type Portfolio = z.infer<typeof portfolioSchema>

/** Who looks after the items in it now; null: nobody. */
export const holderOf = (portfolio: Portfolio): string | null => portfolio.holdings.at(-1)?.holder ?? null

/** A user's first portfolio in a workspace. */
export const homePortfolio = (id: string, workspaceId: string, userId: string, now: string): Portfolio => ({
  id,
  workspaceId,
  homeOf: userId,
  origin: userId,
  label: '',
  holdings: [{ holder: userId, handoverId: null, since: now }],
})
