import { Inbox, UserPlus } from 'lucide-preact'
import { Banner } from '../banner.tsx'
import { Button } from '../button.tsx'
import { Card } from '../card.tsx'
import { EmptyState } from '../empty-state.tsx'
import { Stack } from '../layout.tsx'
import { Loading } from '../loading.tsx'
import { Progress } from '../progress.tsx'
import { SaveState } from '../save-state.tsx'
import { Skeleton } from '../skeleton.tsx'
import { Sample, Section } from './section.tsx'

export function Feedback() {
  return (
    <Section id="feedback" title="Feedback">
      <Sample name="Banner">
        <Stack gap={3}>
          <Banner title="You are offline">What you change is kept on this device and sent later.</Banner>
          <Banner tone="success" onDismiss={() => {}}>
            Ben now looks after 1,204 items of Anna.
          </Banner>
          <Banner
            tone="warning"
            title="You are the only Admin"
            action={<Button size="s">Choose a second</Button>}
          >
            If you lose your account, nobody can manage people.
          </Banner>
          <Banner tone="danger" action={<Button size="s">Look at it</Button>} onDismiss={() => {}}>
            3 changes were not accepted.
          </Banner>
        </Stack>
      </Sample>
      <Sample name="EmptyState">
        <Card>
          <EmptyState
            icon={<Inbox />}
            title="Nobody is waiting"
            action={
              <Button variant="primary" icon={<UserPlus />}>
                Invite people
              </Button>
            }
          >
            People you invite stand here until they accept.
          </EmptyState>
        </Card>
      </Sample>
      <Sample name="Progress, Loading, Skeleton">
        <Stack>
          <Progress label="Changing addresses" value={31} max={40} />
          <Progress label="Reading the file" />
          <Progress label="Import" value={12} max={40} tone="danger" text="stopped at 12 of 40" />
          <Progress label="Handover" value={40} max={40} tone="success" />
          <Loading>Opening Anna's items…</Loading>
          <Skeleton withAvatar lines={2} />
        </Stack>
      </Sample>
      <Sample name="SaveState">
        <Stack gap={2}>
          <SaveState state="on-device" />
          <SaveState state="waiting" />
          <SaveState state="saved" />
          <SaveState state="not-accepted" why="there must always be one Admin; Ben was the last" />
        </Stack>
      </Sample>
    </Section>
  )
}
