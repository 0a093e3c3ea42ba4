import { Laptop, PanelRight } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import type { DevicesAnswer } from '../../shared/protocol/http.ts'
import type { Session } from '../../shared/replica/session.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import { useToasts } from '../toasts.tsx'

type Device = DevicesAnswer['sessions'][number]

/** Where one is signed in; any of them can be signed out from here (USR-7). */
export function Devices({ session }: { session: Session }) {
  const toasts = useToasts()
  const [devices, setDevices] = useState<readonly Device[] | null>(null)
  const [problem, setProblem] = useState<string>()
  const load = async () => {
    const reply = await session.devices()
    if (reply.status === 'ok') setDevices(reply.answer.sessions)
    setProblem(
      reply.status === 'offline'
        ? 'The list is kept on the server. It shows here when you are online.'
        : reply.status === 'refused'
          ? reply.message
          : undefined,
    )
  }
  useEffect(() => void load(), [])
  const signOut = async (device: Device) => {
    const reply = await session.post('/api/sessions/end', { sessionId: device.id })
    if (reply.status === 'offline') return setProblem('Signing out needs a connection.')
    toasts.show({ text: `Signed out: ${device.label}`, tone: 'success' })
    await load()
  }
  return (
    <Card title="Where you are signed in">
      {problem && <Banner action={<Button onClick={() => void load()}>Try again</Button>}>{problem}</Banner>}
      {!problem && devices === null && <Skeleton lines={2} withAvatar />}
      <ul role="list">
        {devices?.map((device) => (
          <li key={device.id} class="preferences__device">
            {device.kind === 'extension' ? <PanelRight aria-hidden="true" /> : <Laptop aria-hidden="true" />}
            <span class="preferences__device-text">
              {device.label}
              <span class="preferences__note">
                {device.current ? (
                  'this browser, now'
                ) : (
                  <>
                    last used <RelativeTime at={Date.parse(device.lastSeenAt)} />
                  </>
                )}
              </span>
            </span>
            {!device.current && (
              <Button size="s" aria-label={`Sign out: ${device.label}`} onClick={() => void signOut(device)}>
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
