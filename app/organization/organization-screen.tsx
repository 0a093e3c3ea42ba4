import { AskForm } from '../requests/ask-form.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { useState } from 'preact/hooks'
import { whyNot } from '../../shared/flows/people/may.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { KeyValue } from '../../shared/ui/key-value.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { DeleteCard } from './delete-card.tsx'
import { EmployeesCard } from './employees-card.tsx'
import { OrganizationForm } from './organization-form.tsx'
import './organization.css'

/** The organization's name, address, time zone and currency: an Admin edits, Billing Admin and User Admin look (ROLE-13). */
export function OrganizationScreen({ replica }: ScreenProps) {
  useTitle('Organization')
  const directory = replica.directory.value
  const { organization, about } = directory
  const [asks, setAsks] = useState(false)
  const mayNotSee = whyNot(directory, 'see organization settings')
  const mayNotChange = whyNot(directory, 'change organization settings')
  return (
    <Stack gap={4}>
      <PageHeader title="Organization" subtitle={about?.name} />
      {mayNotSee ? (
        <>
          <Banner tone="info">{mayNotSee}</Banner>
          {about && (
            <Card>
              <KeyValue
                items={[
                  { label: 'Name', value: <bdi>{about.name}</bdi> },
                  { label: 'Time zone', value: about.timeZone },
                  { label: 'Currency', value: about.currency },
                ]}
              />
            </Card>
          )}
        </>
      ) : !organization ? (
        <Loading>Fetching the organization…</Loading>
      ) : mayNotChange && asks ? (
        <AskForm replica={replica} reason={mayNotChange} onClose={() => setAsks(false)}>
          <Banner tone="info">
            {mayNotChange} What you change here is sent to them, and done when one of them says yes.
          </Banner>
          <OrganizationForm key={organization.id} replica={replica} organization={organization} />
        </AskForm>
      ) : mayNotChange ? (
        <>
          <Banner
            tone="info"
            action={
              <Button size="s" onClick={() => setAsks(true)}>
                Ask for a change
              </Button>
            }
          >
            {mayNotChange}
          </Banner>
          <Card>
            <KeyValue
              items={[
                { label: 'Name', value: <bdi>{organization.name}</bdi> },
                { label: 'Address', value: <span class="organization-address">{organization.address}</span> },
                { label: 'Time zone', value: organization.timeZone },
                { label: 'Currency', value: organization.currency },
                {
                  label: 'Workspace Owners and Managers',
                  value: organization.ownersAddSeats ? 'may add people' : 'add nobody new',
                },
              ]}
            />
          </Card>
        </>
      ) : (
        <OrganizationForm key={organization.id} replica={replica} organization={organization} />
      )}
      {organization && (
        <Card title="Account owner" subtitle="The Admin whom nobody else can remove at once">
          <p>
            <bdi>{directory.nameOf(organization.ownerUserId)}</bdi>
          </p>
        </Card>
      )}
      {organization && <EmployeesCard replica={replica} organization={organization} />}
      {organization && <DeleteCard replica={replica} organization={organization} />}
    </Stack>
  )
}
