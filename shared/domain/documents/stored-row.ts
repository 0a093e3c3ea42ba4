import type { z } from 'zod'
import type { Table } from '../decide/change.ts'
import { folderSchema } from '../model/folder.ts'
import { handoverSchema } from '../model/handover.ts'
import { invitationSchema } from '../model/invitation.ts'
import { invoiceSchema } from '../model/invoice.ts'
import { membershipSchema } from '../model/membership.ts'
import { noticeSchema } from '../model/notice.ts'
import { organizationSchema } from '../model/organization.ts'
import { portfolioSchema } from '../model/portfolio.ts'
import { requestSchema } from '../model/request.ts'
import { seatMonthSchema } from '../model/seat-month.ts'
import { signInSchema } from '../model/sign-in.ts'
import { userSchema } from '../model/user.ts'
import { workspaceSchema } from '../model/workspace.ts'
import { ORGANIZATION } from './document-name.ts'
import { type Codec, codecOf } from './sparse.ts'

export const SCHEMAS = {
  organization: organizationSchema,
  user: userSchema,
  workspace: workspaceSchema,
  membership: membershipSchema,
  folder: folderSchema,
  portfolio: portfolioSchema,
  invitation: invitationSchema,
  handover: handoverSchema,
  seatMonth: seatMonthSchema,
  invoice: invoiceSchema,
  signIn: signInSchema,
  request: requestSchema,
  notice: noticeSchema,
} satisfies Record<Table | 'notice', z.ZodType>

const CODECS = new Map(
  Object.entries(SCHEMAS).map(([table, schema]) => [table, codecOf(schema, keyFieldsOf(table))]),
)
/** A user as a name (`UserName`), and an organization of which some fields are told, here these and there those. */
const NAME = codecOf(userSchema.pick({ name: true, photo: true, state: true, leftAt: true }), ['id'])
const SOME_FIELDS = codecOf(organizationSchema.partial(), ['id'])

function codecFor(document: string, table: string): Codec | undefined {
  if (table === 'user' && document.startsWith('names/')) return NAME
  if (table === 'organization' && document !== ORGANIZATION) return SOME_FIELDS
  return CODECS.get(table)
}

/**
 * A row as it stands in a directory document under its key, which names it: as JSON, without what the key or the model says
 * (`sparse.ts`). Entries of no table are as they are.
 */
export function storedRow(document: string, key: string, row: unknown): unknown {
  return codecFor(document, key.slice(0, key.indexOf('/')))?.sparse(row) ?? row
}

/** The row again, whole; also from documents in which all rows were written whole. */
export function wholeRow(document: string, key: string, stored: unknown): unknown {
  const [table = '', ...ids] = key.split('/')
  const codec = codecFor(document, table)
  if (!codec) return stored
  const row = codec.whole(stored) as Record<string, unknown>
  for (const [i, field] of keyFieldsOf(table).entries()) row[field] = ids[i]
  return row
}

/** What the key says of the row, in order (`rowKey`). */
function keyFieldsOf(table: string): string[] {
  return table === 'membership' ? ['workspaceId', 'userId'] : ['id']
}
