import { Plus, Star, Trash, Undo2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Button } from '../button.tsx'
import { IconButton } from '../icon-button.tsx'
import { Inline } from '../layout.tsx'
import { LinkButton } from '../link-button.tsx'
import { Sample, Section } from './section.tsx'

const nothing = () => {}

export function Buttons() {
  const [starred, setStarred] = useState(true)
  return (
    <Section id="buttons" title="Buttons">
      <Sample name="Button: primary, secondary, quiet, danger">
        <Inline>
          <Button variant="primary" icon={<Plus />} onClick={nothing}>
            Invite people
          </Button>
          <Button onClick={nothing}>Resend</Button>
          <Button variant="quiet" onClick={nothing}>
            Not now
          </Button>
          <Button variant="danger" icon={<Trash />} onClick={nothing}>
            Deactivate
          </Button>
        </Inline>
      </Sample>
      <Sample name="Off, with a reason">
        <Inline>
          <Button variant="primary" reason="Only an Admin may do this. Anna Berg and 2 others can.">
            Promote to Admin
          </Button>
          <Button reason="Nobody changes their own role.">Change role</Button>
          <Button variant="quiet" reason="Choose somebody first.">
            Hand over
          </Button>
          <IconButton
            label="Delete"
            icon={<Trash />}
            reason="Managers here may not delete. A workspace Owner can."
          />
        </Inline>
      </Sample>
      <Sample name="Busy, small">
        <Inline>
          <Button variant="primary" busy>
            Handing over…
          </Button>
          <Button size="s" onClick={nothing}>
            Small
          </Button>
          <Button size="s" variant="quiet" icon={<Undo2 />} onClick={nothing}>
            Undo
          </Button>
        </Inline>
      </Sample>
      <Sample name="IconButton, LinkButton">
        <Inline>
          <IconButton label="Star" icon={<Star />} pressed={starred} onClick={() => setStarred(!starred)} />
          <IconButton label="Add" icon={<Plus />} onClick={nothing} />
          <LinkButton href="#people">See the people</LinkButton>
          <LinkButton href="#buttons" variant="quiet" external>
            Help
          </LinkButton>
        </Inline>
      </Sample>
      <Sample name="A long label">
        <Button variant="primary" wide onClick={nothing}>
          Hand over everything Anna looks after in all 14 workspaces to Carla Domínguez-Hernández de la Fuente
        </Button>
      </Sample>
    </Section>
  )
}
