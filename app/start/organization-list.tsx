import { ChevronRight } from 'lucide-preact'
import type { MeAnswer } from '../../shared/protocol/http.ts'
import { Avatar } from '../../shared/ui/avatar.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import './start.css'

const CLOSED = {
  blocked: 'You are blocked here. Ask an Admin to unblock you.',
  deactivated: 'Your access has ended. Ask an Admin to restore you.',
}

/** Organizations of the account; those that are closed to it say why. */
export function OrganizationList(props: {
  organizations: MeAnswer['organizations']
  onOpen: (organizationId: string) => void
}) {
  return (
    <Stack gap={3}>
      <h2>Your organizations</h2>
      <ul class="start-list" role="list">
        {props.organizations.map(({ organizationId, name, state }) => (
          <li key={organizationId}>
            {state === 'active' ? (
              <button type="button" class="start-list__entry" onClick={() => props.onOpen(organizationId)}>
                <Avatar name={name} colourBy={organizationId} shape="square" />
                <span class="start-list__text">{name}</span>
                <ChevronRight aria-hidden="true" />
              </button>
            ) : (
              <div class="start-list__entry start-list__entry--closed">
                <Avatar name={name} colourBy={organizationId} shape="square" faded />
                <span class="start-list__text">
                  {name}
                  <span class="start-list__note">{CLOSED[state]}</span>
                </span>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Stack>
  )
}
