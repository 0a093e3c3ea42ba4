import { AskForm } from '../requests/ask-form.tsx'
import { useState } from 'preact/hooks'
import { DELETION_DAYS, type Organization } from '../../shared/domain/model/organization.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import { useSend } from '../../shared/flows/use-send.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { link } from '../link.ts'

/** Deleting the organization: what goes, that it waits 14 days, and its name typed before (BILL-4, ROLE-8). */
export function DeleteCard({ replica, organization }: { replica: Replica; organization: Organization }) {
  const directory = replica.directory.value
  const [asking, setAsking] = useState(false)
  const mayNot = whyNot(directory, 'change organization settings')
  if (organization.deletion) return null
  return (
    <Card
      title="Delete the organization"
      subtitle={`Waits ${DELETION_DAYS} days, in which any Admin can stop it`}
    >
      <Inline>
        <Button variant="danger" reason={mayNot} ask={() => setAsking(true)} onClick={() => setAsking(true)}>
          Delete {organization.name}…
        </Button>
      </Inline>
      {asking && (
        <AskForm replica={replica} reason={mayNot} onClose={() => setAsking(false)}>
          <DeleteDialog {...{ replica, organization }} onClose={() => setAsking(false)} />
        </AskForm>
      )}
    </Card>
  )
}

function DeleteDialog(props: { replica: Replica; organization: Organization; onClose: () => void }) {
  const { replica, organization, onClose } = props
  const send = useSend(replica)
  const [name, setName] = useState('')
  const fits = name.trim() === organization.name
  const submit = async () => {
    if (fits && (await send('organization.delete', { name: name.trim() }))) onClose()
  }
  return (
    <Dialog
      open
      title={`Delete ${organization.name}?`}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            type="submit"
            variant="danger"
            busy={send.busy.value}
            reason={fits ? undefined : 'Type the name of the organization first.'}
          >
            Delete in {DELETION_DAYS} days
          </Button>
        </>
      }
    >
      <Stack>
        <p>
          In {DELETION_DAYS} days everything is deleted: people, workspaces, records, tasks, history and
          invoices. Nothing can be brought back then. Until then all goes on as before.
        </p>
        <p>All Admins are told now by mail, and any of them can stop it. Save what you need first:</p>
        <Inline>
          <LinkButton size="s" href={link.billing} onClick={onClose}>
            Invoices
          </LinkButton>
          <LinkButton size="s" href={link.users} onClick={onClose}>
            Users
          </LinkButton>
        </Inline>
        <TextInput
          label={`Type ${organization.name} to go on`}
          autoComplete="off"
          value={name}
          onInput={setName}
        />
        {send.refused.value && (
          <Banner tone="danger" announce>
            {send.refused.value.message}
          </Banner>
        )}
      </Stack>
    </Dialog>
  )
}
