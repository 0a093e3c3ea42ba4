import { useState } from 'preact/hooks'
import type { MeAnswer } from '../../shared/protocol/http.ts'
import { newId } from '../../shared/replica/ids.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Checkbox } from '../../shared/ui/checkbox.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { Select } from '../../shared/ui/select.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { useApp } from '../app-context.ts'
import { useKept } from '../use-kept.ts'
import { guessCurrency, guessTimeZone, knownCurrencies, knownTimeZones } from './guess-place.ts'

export interface FoundFormProps {
  me: MeAnswer
  onFounded: (organizationId: string) => Promise<void>
  onCancel: () => void
}

/** Creates an organization with its first workspace; the account becomes its Admin and owner. */
export function FoundForm({ me, onFounded, onCancel }: FoundFormProps) {
  const { session } = useApp()
  const [filled, fill, drop] = useKept(`found/${me.account.id}`, {
    name: '',
    userName: me.account.name,
    workspaceName: 'Sales',
    timeZone: guessTimeZone(),
    currency: guessCurrency(),
    keepsEmployees: true,
  })
  const { name, userName, workspaceName, timeZone, currency, keepsEmployees } = filled
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  // Made once, so that pressing the button again after a lost answer founds nothing twice.
  const [ids] = useState(() => ({
    commandId: newId('command'),
    organizationId: newId('organization'),
    userId: newId('user'),
    workspaceId: newId('workspace'),
    tasksFolderId: newId('folder'),
    portfolioId: newId('portfolio'),
  }))
  const [employees] = useState(() => ({
    folderId: newId('folder'),
    portfolioId: newId('portfolio'),
    workspace: { workspaceId: newId('workspace'), tasksFolderId: newId('folder') },
  }))
  const missing = (value: string, what: string) => (tried && !value.trim() ? `Enter ${what}.` : undefined)

  const submit = async () => {
    setTried(true)
    if (![name, userName, workspaceName].every((value) => value.trim())) return
    setBusy(true)
    setProblem(undefined)
    const reply = await session.found({
      ...{ ...ids, name, userName, workspaceName, timeZone, currency },
      ...(keepsEmployees && { employees }),
    })
    if (reply.status === 'ok') {
      await onFounded(reply.answer.organizationId)
      return drop()
    }
    setBusy(false)
    setProblem(
      reply.status === 'refused'
        ? reply.message
        : 'The server can’t be reached. Creating an organization needs a connection.',
    )
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap={5}>
        <h1>Create an organization</h1>
        <Stack>
          <TextInput
            label="Name of the organization"
            required
            autoFocus
            maxLength={120}
            autoComplete="organization"
            value={name}
            error={missing(name, 'the name of your company')}
            onInput={(value) => fill({ name: value })}
          />
          <TextInput
            label="Your name"
            required
            maxLength={120}
            autoComplete="name"
            value={userName}
            error={missing(userName, 'your name')}
            onInput={(value) => fill({ userName: value })}
          />
          <TextInput
            label="First workspace"
            required
            maxLength={120}
            hint="A workspace holds the records and tasks of one team. You can add more later."
            value={workspaceName}
            error={missing(workspaceName, 'a name for the workspace')}
            onInput={(value) => fill({ workspaceName: value })}
          />
          <Select
            label="Time zone"
            hint="A day of your organization begins and ends by it."
            value={timeZone}
            onChange={(value) => fill({ timeZone: value })}
            options={knownTimeZones(timeZone).map((zone) => ({
              value: zone,
              label: zone.replaceAll('_', ' '),
            }))}
          />
          <Select
            label="Currency"
            value={currency}
            onChange={(value) => fill({ currency: value })}
            options={knownCurrencies(currency).map((code) => ({ value: code, label: code }))}
          />
          <Checkbox
            label="Keep a list of employees that only Admins see"
            hint="A workspace “Staff” with a record for each user, for notes, dates and numbers of your own. You can stop it at any time."
            checked={keepsEmployees}
            onChange={(on) => fill({ keepsEmployees: on })}
          />
          {problem && (
            <Banner tone="warning" announce>
              {problem}
            </Banner>
          )}
        </Stack>
        <Inline justify="end">
          <Button onClick={onCancel}>Back</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Create
          </Button>
        </Inline>
      </Stack>
    </form>
  )
}
