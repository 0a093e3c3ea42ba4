import { useState } from 'preact/hooks'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { useApp } from '../app-context.ts'
import { link } from '../link.ts'
import type { ScreenProps } from '../screen-props.ts'
import { applyTheme, storedTheme, type Theme } from '../theme.ts'
import { useDispatch } from '../use-dispatch.ts'
import { useTitle } from '../use-title.ts'
import { PhotoInput } from '../people/photo-input.tsx'
import { Devices } from './devices.tsx'
import { Mails } from './mails.tsx'
import { SignOutDialog } from './sign-out-dialog.tsx'
import { TimeFormat } from './time-format.tsx'
import './preferences.css'

/** One's own name, photo, addresses, mails, look, time format, devices, and signing out (USR-7). */
export function PreferencesScreen({ replica, session }: ScreenProps) {
  useTitle('Preferences')
  const { state } = useApp()
  const [signingOut, setSigningOut] = useState(false)
  const signed = state.signed.value
  const me = replica.directory.value.user(replica.userId)
  const account = signed.status === 'signed-in' ? signed.me.account : null
  return (
    <>
      <PageHeader title="Preferences" />
      <div class="preferences">
        <Stack gap={5}>
          <OwnName {...{ replica }} />
          <Card title="Addresses">
            <Stack>
              <p>
                You sign in with{' '}
                <strong>
                  {new Intl.ListFormat('en', { type: 'disjunction' }).format(account?.emails ?? [])}
                </strong>
                .
              </p>
              {me?.email && !account?.emails.includes(me.email) && (
                <p>
                  In this organization you are known as <strong>{me.email}</strong>.
                </p>
              )}
              {me && me.formerly && me.formerly.length > 0 && (
                <p class="preferences__note">Formerly {me.formerly.join(', ')}.</p>
              )}
              <Inline>
                <LinkButton href={link.changeAddress(replica.userId)}>Change your address</LinkButton>
              </Inline>
            </Stack>
          </Card>
          <Mails replica={replica} />
          <Look />
          <TimeFormat />
          <Devices session={session} />
          <Card title="This device">
            <Stack>
              <p>
                A copy of what you may see is kept in this browser, so that Handover opens without a
                connection.
              </p>
              <Inline>
                <Button onClick={() => setSigningOut(true)}>Sign out here</Button>
              </Inline>
            </Stack>
          </Card>
        </Stack>
      </div>
      <SignOutDialog replica={replica} open={signingOut} onClose={() => setSigningOut(false)} />
    </>
  )
}

function OwnName({ replica }: Pick<ScreenProps, 'replica'>) {
  const dispatch = useDispatch(replica)
  const me = replica.directory.value.user(replica.userId)
  const [name, setName] = useState(me?.name ?? '')
  const [error, setError] = useState<string>()
  const save = async () => {
    if (!name.trim()) return setError('Enter your name.')
    if (name.trim() === me?.name) return
    await dispatch('user.rename', { userId: replica.userId, name: name.trim() }, 'Your name was changed.')
  }
  return (
    <Card title="You">
      {me && (
        <div class="preferences__photo">
          <PhotoInput replica={replica} person={me} />
        </div>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack gap={3}>
          <TextInput
            label="Name"
            hint="Your colleagues see it."
            autoComplete="name"
            maxLength={120}
            value={name}
            error={error}
            onInput={(value) => {
              setName(value)
              setError(undefined)
            }}
          />
          <Inline>
            <Button type="submit">Save</Button>
          </Inline>
        </Stack>
      </form>
    </Card>
  )
}

function Look() {
  const { stored } = useApp()
  const [theme, setTheme] = useState<Theme>(() => storedTheme(stored))
  return (
    <Card title="Look">
      <RadioGroup<Theme>
        label="Light or dark"
        hideLabel
        columns
        value={theme}
        onChange={(next) => {
          setTheme(next)
          stored.write('theme', next)
          applyTheme(next)
        }}
        options={[
          { value: 'system', label: 'As the device says' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
    </Card>
  )
}
