import { ImageUp } from 'lucide-preact'
import { useRef, useState } from 'preact/hooks'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Avatar } from '../../shared/ui/avatar.tsx'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { useDispatch } from '../use-dispatch.ts'
import { photoOf } from '../../shared/flows/people/photo-of.ts'
import { smallSquare } from './small-square.ts'

/** A person's photo: choose another one, or none (USR-3, USR-7). It counts at once; the toast takes it back. */
export function PhotoInput(props: { replica: Replica; person: Person; reason?: string | undefined }) {
  const { replica, person, reason } = props
  const dispatch = useDispatch(replica)
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const before = person.photo ?? null
  const set = (photo: { id: string; image?: string } | null, done?: string) => {
    const undo = {
      label: 'Undo',
      onAction: () => void dispatch('user.set-photo', { userId: person.id, photo: before && { id: before } }),
    }
    return dispatch('user.set-photo', { userId: person.id, photo }, done, done ? undo : undefined)
  }
  const choose = async (file: File | undefined) => {
    if (!file) return
    setProblem(undefined)
    setBusy(true)
    const small = await smallSquare(file)
    if ('problem' in small) setProblem(small.problem)
    else await set({ id: newId('photo'), image: small.image }, 'The photo was changed.')
    setBusy(false)
  }
  return (
    <Stack gap={3}>
      <Inline>
        <Avatar name={personName(person)} colourBy={person.id} photo={photoOf(replica, person)} size="l" />
        <Button icon={<ImageUp />} busy={busy} reason={reason} onClick={() => input.current?.click()}>
          {before ? 'Choose another photo' : 'Choose a photo'}
        </Button>
        {before && (
          <Button variant="quiet" reason={reason} onClick={() => void set(null, 'The photo was removed.')}>
            Remove
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
          hidden
          aria-label="Photo"
          onChange={(event) => {
            void choose(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </Inline>
      {problem && (
        <Banner tone="danger" announce>
          {problem}
        </Banner>
      )}
    </Stack>
  )
}
