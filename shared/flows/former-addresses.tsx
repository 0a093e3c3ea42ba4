import { type AddressUseKind, QUIET_DAYS } from '../domain/handover/address-uses.ts'
import { emailKey } from '../domain/model/email.ts'
import type { FormerAddress } from '../protocol/http.ts'
import type { Directory } from '../replica/directory/directory.ts'
import type { Replica } from '../replica/replica.ts'
import type { Session } from '../replica/session.ts'
import { Banner } from '../ui/banner.tsx'
import { Card } from '../ui/card.tsx'
import { Stack } from '../ui/layout.tsx'
import { Loading } from '../ui/loading.tsx'
import { Progress } from '../ui/progress.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { Badge } from '../ui/status-badge.tsx'
import './former-addresses.css'
import { useFormerAddresses } from './use-former-addresses.ts'

export interface FormerAddressesProps {
  replica: Replica
  session: Session
  userId: string
  /** This one alone, as the report of its change shows it. */
  only?: string
  /** Where the records of a folder with this address are listed. */
  hrefOf?: ((workspaceId: string, folderId: string, email: string) => string) | undefined
}

/** What still uses the addresses that somebody had before, until thirty quiet days say "safe to delete" (HAND-23). */
export function FormerAddresses({ replica, session, userId, only, hrefOf }: FormerAddressesProps) {
  const known = useFormerAddresses(replica, session, userId)
  const directory = replica.directory.value
  const own = directory.real(userId) === replica.userId
  const addresses =
    known.state === 'known'
      ? known.addresses.filter(({ email }) => only === undefined || emailKey(email) === emailKey(only))
      : []
  if (known.state === 'known' && addresses.length === 0) return null
  const whose = own ? 'your' : `${directory.nameOf(userId)}’s`
  return (
    <Card
      title={only === undefined ? 'Former addresses' : 'Uses of the old address'}
      subtitle={`What Handover can see of ${whose} old mailbox still being needed. After ${QUIET_DAYS} quiet days it is safe to delete.`}
    >
      {known.state === 'asking' && <Loading>Looking for uses…</Loading>}
      {known.state === 'offline' && (
        <Banner tone="info">Uses are counted on the server. They show when you are online again.</Banner>
      )}
      {known.state === 'refused' && <Banner tone="info">{known.message}</Banner>}
      {addresses.length > 0 && (
        <Stack gap={5}>
          {addresses.map((address) => (
            <Uses key={address.email} directory={directory} address={address} hrefOf={hrefOf} />
          ))}
        </Stack>
      )}
    </Card>
  )
}

function Uses({
  directory,
  address,
  hrefOf,
}: {
  directory: Directory
  address: FormerAddress
  hrefOf: FormerAddressesProps['hrefOf']
}) {
  const { email, since, uses, records, folders, nowOf, quietDays, safeToDelete } = address
  const elsewhere = records - folders.reduce((sum, { count }) => sum + count, 0)
  return (
    <section class="former-address" aria-label={email}>
      <div class="former-address__head">
        <h3 class="former-address__email">
          <bdi>{email}</bdi>
        </h3>
        {safeToDelete ? (
          <Badge tone="success" dot>
            Safe to delete
          </Badge>
        ) : (
          <Badge tone="warning" dot>
            {nowOf ? 'Not yours to delete' : uses.length + records > 0 ? 'Still needed' : 'Keep it for now'}
          </Badge>
        )}
      </div>
      {nowOf ? (
        <p class="former-address__note">It is the address of {directory.nameOf(nowOf)} here now.</p>
      ) : (
        <Progress
          label={records > 0 ? 'Stands in records' : 'Quiet'}
          value={Math.min(quietDays, QUIET_DAYS)}
          max={QUIET_DAYS}
          text={records > 0 ? `${inRecords(records)}: change it there` : daysInWords(quietDays)}
          tone={safeToDelete ? 'success' : 'accent'}
        />
      )}
      <ul class="former-address__uses" role="list">
        {folders.map(({ workspaceId, folderId, count }) => (
          <li key={folderId} class="former-address__use">
            <span>
              Stands in{' '}
              {hrefOf ? (
                <a {...linkTo(hrefOf(workspaceId, folderId, email))}>
                  {directory.nameOf(workspaceId)}, {directory.nameOf(folderId)}
                </a>
              ) : (
                `${directory.nameOf(workspaceId)}, ${directory.nameOf(folderId)}`
              )}
            </span>
            <span class="former-address__when">{inRecords(count)}, today</span>
          </li>
        ))}
        {elsewhere > 0 && (
          <li class="former-address__use">
            <span>Stands in records of workspaces that you are not in</span>
            <span class="former-address__when">{inRecords(elsewhere)}, today</span>
          </li>
        )}
        {uses.map(({ kind, count, lastAt }) => (
          <li key={kind} class="former-address__use">
            <span>{KINDS[kind]}</span>
            <span class="former-address__when">
              {count === 1 ? 'once' : `${count.toLocaleString('en')} times`}, last{' '}
              <RelativeTime at={Date.parse(lastAt)} />
            </span>
          </li>
        ))}
        {uses.length === 0 && records === 0 && (
          <li class="former-address__use">
            <span class="former-address__note">
              Nobody and nothing has used it since the change, <RelativeTime at={Date.parse(since)} />.
            </span>
          </li>
        )}
      </ul>
    </section>
  )
}

const KINDS: Record<AddressUseKind, string> = {
  code: 'Somebody asked for a sign-in code with it',
  'sign-in': 'Somebody tried to sign in with it',
  invitation: 'An invitation was sent to it',
  mail: 'A mail of Handover went to it',
  gmail: 'It was in a conversation that somebody opened in Gmail',
}

/** A whole address leads out of the panel. */
const linkTo = (href: string) =>
  /^https?:/.test(href) ? { href, target: '_blank', rel: 'noreferrer' } : { href }

const inRecords = (count: number): string =>
  count === 1 ? '1 record' : `${count.toLocaleString('en')} records`

const daysInWords = (days: number): string =>
  days >= QUIET_DAYS ? `for ${days} days` : `for ${days} of ${QUIET_DAYS} days`
