import { z } from 'zod'

/** What is open over the conversation or the home. */
export const routeSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('invite'), email: z.string().max(254), name: z.string().max(200) }),
  /** The first question of a handover (HAND-1). */
  z.strictObject({ to: z.literal('start') }),
  z.strictObject({ to: z.literal('hand-over'), from: z.string().max(60).optional() }),
  /** Whose address changes: to this one, found in a conversation. */
  z.strictObject({ to: z.literal('whose-address'), email: z.string().max(254).optional() }),
  z.strictObject({
    to: z.literal('address'),
    userId: z.string().max(60),
    email: z.string().max(254).optional(),
  }),
  z.strictObject({ to: z.literal('handover'), id: z.string().max(60) }),
  z.strictObject({ to: z.literal('waiting') }),
])
export type Route = z.infer<typeof routeSchema>

/** For the address of a panel in a window of its own, which continues where the one beside the mail was. */
export const routeToHash = (route: Route | null): string =>
  route ? `#${encodeURIComponent(JSON.stringify(route))}` : ''

export function routeFromHash(hash: string): Route | null {
  try {
    const read = routeSchema.safeParse(JSON.parse(decodeURIComponent(hash.slice(1))))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
