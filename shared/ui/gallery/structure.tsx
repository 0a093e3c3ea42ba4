import { Building2, CheckCheck, Folder, ListTodo, Workflow } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { BarChart } from '../bar-chart.tsx'
import { Button } from '../button.tsx'
import { Card } from '../card.tsx'
import { CountTree } from '../count-tree.tsx'
import { KeyValue } from '../key-value.tsx'
import { Stack } from '../layout.tsx'
import { PageHeader } from '../page-header.tsx'
import { PersonChip } from '../person-line.tsx'
import { RelativeTime } from '../relative-time.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { Stepper } from '../stepper.tsx'
import { Tabs } from '../tabs.tsx'
import { Timeline } from '../timeline.tsx'
import { NOW } from './sample-data.ts'
import { Sample, Section } from './section.tsx'

const steps = [
  { id: 'who', label: 'Who' },
  { id: 'what', label: 'What' },
  { id: 'after', label: 'What becomes of Anna' },
  { id: 'look', label: 'Look and confirm' },
] as const

const HOUR = 3_600_000

export function Structure() {
  const [tab, setTab] = useState<'active' | 'pending' | 'deactivated' | 'erased'>('active')
  const [step, setStep] = useState<(typeof steps)[number]['id']>('after')
  return (
    <Section id="structure" title="Structure">
      <Sample name="PageHeader" wide>
        <PageHeader
          title="Anna Berg"
          subtitle="Admin · anna@northwind.example"
          back={{ href: '#structure', label: 'People' }}
          actions={
            <>
              <Button>Change address</Button>
              <Button variant="primary">Hand over</Button>
            </>
          }
        />
      </Sample>
      <Sample name="BarChart" wide>
        <BarChart
          label="Seats by day in May"
          bars={[14, 14, 15, 15, 13, 16, 17, 17].map((value, index) => ({
            id: `${index}`,
            value,
            tick: `${index + 1}`,
            words: `${index + 1} May: ${value} seats`,
            ...(index === 7 && { open: true }),
          }))}
          line={{ value: 20, label: 'limit 20' }}
        />
      </Sample>
      <Sample name="Tabs" wide>
        <Tabs
          label="People by status"
          selected={tab}
          onSelect={setTab}
          tabs={[
            { id: 'active', label: 'Active', count: 1248 },
            { id: 'pending', label: 'Pending', count: 3 },
            { id: 'deactivated', label: 'Deactivated', count: 17 },
            { id: 'erased', label: 'Erased' },
          ]}
        >
          <p>The list of {tab} people.</p>
        </Tabs>
      </Sample>
      <Sample name="Stepper" wide>
        <Stepper label="Hand over Anna's items" steps={steps} current={step} onSelect={setStep} />
      </Sample>
      <Sample name="CountTree">
        <Card title="What moves to Ben" subtitle="1,204 items in 2 workspaces">
          <CountTree
            label="What moves to Ben"
            openLevels={2}
            nodes={[
              {
                id: 'sales',
                label: 'Sales',
                count: 1190,
                icon: <Building2 />,
                children: [
                  {
                    id: 'deals',
                    label: 'Deals',
                    count: 1100,
                    icon: <Folder />,
                    children: [
                      { id: 'records', label: 'Records', count: 1040, before: 1038 },
                      { id: 'tasks', label: 'Tasks', count: 60, icon: <ListTodo /> },
                    ],
                  },
                  { id: 'flows', label: 'Workflows', count: 90, icon: <Workflow /> },
                ],
              },
              {
                id: 'support',
                label: 'Support, with a name that is long enough to need a second line',
                count: 14,
                icon: <Building2 />,
              },
            ]}
          />
        </Card>
      </Sample>
      <Sample name="KeyValue">
        <Card
          title="About Anna"
          actions={
            <Button size="s" variant="quiet">
              Edit
            </Button>
          }
        >
          <KeyValue
            items={[
              { label: 'Address', value: 'anna@northwind.example' },
              { label: 'Status', value: <StatusBadge status="active" /> },
              { label: 'Phone', value: '' },
              { label: 'Looked after by', value: <PersonChip name="Ben Okafor" /> },
              { label: 'Last active', value: <RelativeTime at={NOW - 3 * HOUR} now={NOW} /> },
            ]}
          />
        </Card>
      </Sample>
      <Sample name="Timeline">
        <Card title="History">
          <Stack>
            <Timeline
              label="History of Anna Berg"
              now={NOW}
              entries={[
                {
                  id: '1',
                  who: { name: 'Ben Okafor' },
                  what: 'changed Anna’s role',
                  at: NOW - 3 * 60_000,
                  detail: 'Member → Admin',
                },
                {
                  id: '2',
                  what: 'The handover to Ben was finished',
                  at: NOW - 26 * HOUR,
                  icon: <CheckCheck />,
                  detail: '1,204 items, by Anna Berg',
                },
                {
                  id: '3',
                  who: { name: 'Anna Berg' },
                  what: 'accepted the invitation',
                  at: NOW - 400 * 24 * HOUR,
                },
              ]}
            />
          </Stack>
        </Card>
      </Sample>
    </Section>
  )
}
