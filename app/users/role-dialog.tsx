import { useState } from 'preact/hooks'
import { type Role, ROLES } from '../../shared/domain/model/user.ts'
import { ROLE_MEANINGS, roleName } from '../../shared/flows/people/words.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'

export interface RoleDialogProps {
  title: string
  /** What they have now. */
  role: Role
  onClose: () => void
  onRole: (role: Role) => void
}

/** Chooses another role, for asking somebody who may give it (ROLE-15); who may changes it in the profile at once. */
export function RoleDialog({ title, role, onClose, onRole }: RoleDialogProps) {
  const others = ROLES.filter((one) => one !== role)
  const [chosen, setChosen] = useState<Role>(others[0] ?? role)
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      onSubmit={() => onRole(chosen)}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Change
          </Button>
        </>
      }
    >
      <RadioGroup<Role>
        label="Role"
        value={chosen}
        onChange={setChosen}
        options={others.map((value) => ({
          value,
          label: roleName(value),
          description: ROLE_MEANINGS[value],
        }))}
      />
    </Dialog>
  )
}
