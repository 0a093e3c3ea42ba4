import { useState } from 'preact/hooks'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { useApp } from '../app-context.ts'
import { useRouter } from '../router-context.ts'

type Copy = 'keep' | 'delete'

/** Signing out asks what becomes of the copy on this device: on a shared computer it should go, and with it what was not sent. */
export function SignOutDialog(props: { replica: Replica; open: boolean; onClose: () => void }) {
  const { replica, open, onClose } = props
  const { state, copies } = useApp()
  const router = useRouter()
  const [copy, setCopy] = useState<Copy>('keep')
  const [busy, setBusy] = useState(false)
  const [offline, setOffline] = useState(false)
  const unsent = replica.pending.value.length

  const signOut = async () => {
    setBusy(true)
    setOffline(false)
    const { signed } = state
    const accountId = signed.value.status === 'signed-in' ? signed.value.me.account.id : ''
    const done = await state.signOut(async () => {
      if (copy === 'delete') await copies.deleteAllOf(accountId)
      router.go('/', { replace: true })
    })
    setBusy(false)
    setOffline(!done)
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Sign out on this device"
      onSubmit={() => void signOut()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant={copy === 'delete' ? 'danger' : 'primary'} busy={busy}>
            {copy === 'delete' ? 'Sign out and delete the copy' : 'Sign out'}
          </Button>
        </>
      }
    >
      <Stack>
        <RadioGroup<Copy>
          label="The copy on this device"
          value={copy}
          onChange={setCopy}
          options={[
            {
              value: 'keep',
              label: 'Keep it',
              description:
                'For your own computer: signing in again is quick, and what was not sent yet is kept.',
            },
            {
              value: 'delete',
              label: 'Delete it',
              description:
                'For a computer that others use. This can’t be undone; the server keeps everything it has.',
            },
          ]}
        />
        {copy === 'delete' && unsent > 0 && (
          <Banner
            tone="warning"
            title={unsent === 1 ? '1 change was not sent yet' : `${unsent} changes were not sent yet`}
          >
            They exist on this device only and would be lost.
          </Banner>
        )}
        {offline && (
          <Banner tone="warning" title="The server can’t be reached" announce>
            Signing out needs a connection, or the session would go on. Try again when you are online.
          </Banner>
        )}
      </Stack>
    </Dialog>
  )
}
