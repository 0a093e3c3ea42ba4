import { isOpenRequest, type Request } from '../../shared/domain/model/request.ts'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { RequestCard } from './request-card.tsx'

/** So many answered ones are still shown. */
const MOST_ANSWERED = 20

/** What others ask of me, what I asked of others, and what became of it (ROLE-15). */
export function RequestsScreen({ replica }: ScreenProps) {
  useTitle('Requests')
  const { requests } = replica.directory.value
  const now = new Date().toISOString()
  const isMine = ({ by }: Request) => by === replica.userId
  const concerning = requests.filter((request) => isMine(request) || request.to.includes(replica.userId))
  const open = concerning.filter((request) => isOpenRequest(request, now))
  const groups: { title: string; of: Request[] }[] = [
    { title: 'Waiting for you', of: open.filter((request) => !isMine(request)) },
    { title: 'You asked', of: open.filter(isMine) },
    { title: 'Answered', of: concerning.filter((one) => !open.includes(one)).slice(0, MOST_ANSWERED) },
  ]
  return (
    <Stack gap={5}>
      <PageHeader title="Requests" subtitle="What somebody may not do themself, and asks of those who may" />
      {concerning.length === 0 && (
        <EmptyState title="Nobody has asked for anything">
          Where you may not do something, Handover says so and offers to ask somebody who may. The answer
          comes here; and here you say yes or no to what others ask of you.
        </EmptyState>
      )}
      {groups
        .filter(({ of }) => of.length > 0)
        .map(({ title, of }) => (
          <section key={title} aria-label={title}>
            <Stack gap={3}>
              <h2>{title}</h2>
              {of.map((request) => (
                <RequestCard key={request.id} replica={replica} request={request} />
              ))}
            </Stack>
          </section>
        ))}
    </Stack>
  )
}
