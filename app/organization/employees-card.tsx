import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'
import { useMemo, useState } from 'preact/hooks'
import { employeeFieldsOf } from '../../shared/domain/employees/employee-folder.ts'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Organization } from '../../shared/domain/model/organization.ts'
import { isAdmin } from '../../shared/domain/policy/column.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { Select } from '../../shared/ui/select.tsx'
import { link } from '../link.ts'
import { useDispatch } from '../use-dispatch.ts'

const NEW = 'new'

/** Whether an Employee record is kept for each user, and where (USR-5). */
export function EmployeesCard({ replica, organization }: { replica: Replica; organization: Organization }) {
  return (
    <Card
      title="Employee records"
      subtitle="One for each user, in a folder that Admins alone see: for notes, dates and numbers of your own"
    >
      {organization.employees?.isOn ? (
        <Kept replica={replica} folderId={organization.employees.folderId} />
      ) : (
        <NotKept replica={replica} formerId={organization.employees?.folderId} />
      )}
    </Card>
  )
}

function Kept({ replica, folderId }: { replica: Replica; folderId: string }) {
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const folder = directory.folder(folderId)
  const again = () =>
    void dispatch('employees.keep', { folderId, portfolioId: newId('portfolio') }, 'They are kept again.')
  const stop = () =>
    void dispatch('employees.stop', {}, 'No Employee records are made any more. Those that are there stay.', {
      label: 'Undo',
      onAction: again,
    })
  return (
    <Stack>
      {folder && (folder.archivedAt !== null || !employeeFieldsOf(folder)) && (
        <Banner tone="warning" title="Nothing is written into the records now">
          {folder.archivedAt === null
            ? `“${folder.name}” needs a field for an email address and one for a person.`
            : `“${folder.name}” is archived. Take it back, or stop here and choose another folder.`}
        </Banner>
      )}
      <p>
        Everybody has a record in{' '}
        {folder ? (
          <a href={link.folder(folder.workspaceId, folder.id)}>{placeOf(folder, directory)}</a>
        ) : (
          'a folder'
        )}
        . It follows the name, address, phone and position on the person’s page, but for what somebody wrote
        there instead. Who leaves gets the day; erasing somebody’s personal data clears it.
      </p>
      <Inline>
        <Button reason={whyNot(directory, 'change organization settings')} onClick={stop}>
          Stop keeping them
        </Button>
        <AskSomebody replica={replica} command={{ type: 'employees.stop', args: {} }} />
      </Inline>
    </Stack>
  )
}

function NotKept({ replica, formerId }: { replica: Replica; formerId: string | undefined }) {
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const folders = directory.folders.filter((folder) => isFit(folder, directory))
  const former = folders.find(({ id }) => id === formerId)
  const [chosen, setChosen] = useState<string | null>(null)
  const folderId = chosen ?? former?.id ?? NEW
  const keep = () => {
    const portfolioId = newId('portfolio')
    const workspace = { workspaceId: newId('workspace'), tasksFolderId: newId('folder') }
    const args =
      folderId === NEW ? { folderId: newId('folder'), portfolioId, workspace } : { folderId, portfolioId }
    void dispatch('employees.keep', args, 'Everybody gets an Employee record.')
  }
  const mayNot = whyNot(directory, 'change organization settings')
  const asked = useMemo(
    () => ({
      ...{ folderId: newId('folder'), portfolioId: newId('portfolio') },
      workspace: { workspaceId: newId('workspace'), tasksFolderId: newId('folder') },
    }),
    [],
  )
  return (
    <Stack>
      <p>
        Everybody who is here and who comes gets a record with name, address, phone, position and the days
        they came and left. A record that has their address already is linked: the oldest, if there are
        several.
      </p>
      {folders.length > 0 && !mayNot && (
        <Select
          label="Where"
          hint="Folders with a field for an email address and one for a person, where nobody but Admins works."
          value={folderId}
          onChange={setChosen}
          options={[
            { value: NEW, label: 'A new workspace, Staff, with a folder Employees' },
            ...folders.map((folder) => ({ value: folder.id, label: placeOf(folder, directory) })),
          ]}
        />
      )}
      <Inline>
        <Button reason={mayNot} onClick={keep}>
          Keep an Employee record for each user
        </Button>
        <AskSomebody replica={replica} command={{ type: 'employees.keep', args: asked }} />
      </Inline>
    </Stack>
  )
}

const placeOf = (folder: Folder, directory: Directory): string =>
  `${directory.nameOf(folder.workspaceId)}: ${folder.name}`

/** May the records be kept there? Asked again when it is said (`employees.keep`). */
function isFit(folder: Folder, directory: Directory): boolean {
  if (folder.archivedAt !== null || directory.workspace(folder.workspaceId)?.archivedAt !== null) return false
  const members = directory.membershipsIn(folder.workspaceId)
  return employeeFieldsOf(folder) !== null && members.every(({ userId }) => isAdminHere(directory, userId))
}

function isAdminHere(directory: Directory, userId: string): boolean {
  const user = directory.wholeUser(userId)
  return user !== null && isAdmin(user)
}
