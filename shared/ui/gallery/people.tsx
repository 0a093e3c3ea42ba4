import { X } from 'lucide-preact'
import { Avatar } from '../avatar.tsx'
import { IconButton } from '../icon-button.tsx'
import { Inline, Stack } from '../layout.tsx'
import { PersonChip, PersonLine } from '../person-line.tsx'
import { Badge, StatusBadge } from '../status-badge.tsx'
import { people } from './sample-data.ts'
import { Sample, Section } from './section.tsx'

export function People() {
  return (
    <Section id="people" title="People">
      <Sample name="PersonLine">
        <Stack gap={3}>
          {people.map(({ id, name, email, role, status, online }) => (
            <PersonLine
              key={id}
              name={name}
              email={email}
              detail={role}
              status={status}
              online={online}
              colourBy={id}
              href="#people"
            />
          ))}
        </Stack>
      </Sample>
      <Sample name="PersonLine: large, small, with actions">
        <Stack>
          <PersonLine name="Anna Berg" email="anna@northwind.example" detail="Admin" size="l" online />
          <PersonLine
            name="Farid Haddad"
            detail="left 3 May; Ben looks after this"
            status="deactivated"
            size="s"
          />
          <PersonLine
            name="Ben Okafor"
            email="ben@northwind.example"
            onOpen={() => {}}
            actions={<IconButton label="Remove Ben" icon={<X />} />}
          />
        </Stack>
      </Sample>
      <Sample name="PersonChip, Avatar">
        <Stack gap={3}>
          <Inline>
            <PersonChip name="Anna Berg" online />
            <PersonChip name="Carla Domínguez-Hernández de la Fuente y Salazar" onRemove={() => {}} />
          </Inline>
          <Inline>
            {people.map(({ id, name, online }) => (
              <Avatar key={id} name={name} colourBy={id} online={online} />
            ))}
            <Avatar name="Sales" shape="square" />
            <Avatar name="Research and development" shape="square" />
          </Inline>
        </Stack>
      </Sample>
      <Sample name="StatusBadge, Badge">
        <Stack gap={3}>
          <Inline>
            <StatusBadge status="active" />
            <StatusBadge status="pending" />
            <StatusBadge status="blocked" />
            <StatusBadge status="deactivated" />
            <StatusBadge status="erased" />
          </Inline>
          <Inline>
            <Badge>Member</Badge>
            <Badge tone="accent">Admin</Badge>
            <Badge tone="info">New</Badge>
            <Badge tone="warning">Expires tomorrow</Badge>
            <Badge tone="danger">Refused</Badge>
            <Badge tone="success">Done</Badge>
          </Inline>
        </Stack>
      </Sample>
    </Section>
  )
}
