import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'
import type { ComponentChildren } from 'preact'
import { whyNot } from '../../shared/flows/people/may.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { useDispatch } from '../use-dispatch.ts'

/** Over every page, to those who see the organization's settings: it is going to be deleted, and how that is stopped (BILL-4). */
export function DeletionNotice({ replica }: { replica: Replica }): ComponentChildren {
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const { organization } = directory
  const deletion = organization?.deletion
  if (!organization || !deletion) return null
  const on = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: organization.timeZone,
  }).format(new Date(deletion.at))
  return (
    <Banner
      tone="danger"
      title={`${organization.name} is going to be deleted on ${on}`}
      action={
        <>
          <Button
            reason={whyNot(directory, 'change organization settings')}
            onClick={() => void dispatch('organization.keep', {}, `${organization.name} stays.`)}
          >
            Stop it
          </Button>
          <AskSomebody replica={replica} command={{ type: 'organization.keep', args: {} }} />
        </>
      }
    >
      {directory.nameOf(deletion.askedBy)} asked for it. Everything in it goes: people, records, history and
      invoices. Any Admin can stop it until then.
    </Banner>
  )
}
