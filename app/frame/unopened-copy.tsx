import { useEffect, useState } from 'preact/hooks'
import {
  CopyProblem,
  deleteUnreadable,
  type UnsentChange,
  unsentIn,
} from '../../shared/replica/unreadable-copy.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Inline } from '../../shared/ui/layout.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { downloadText } from '../../shared/ui/download-text.ts'

type UnopenedCopyProps = { problem: unknown; databaseName: string }

/** Why the copy on this device does not open, and the way on; nothing that was not sent is thrown away unasked. */
export function UnopenedCopy({ problem, databaseName }: UnopenedCopyProps) {
  if (problem instanceof CopyProblem && problem.kind === 'unreadable')
    return <Unreadable databaseName={databaseName} />
  if (problem instanceof CopyProblem && problem.kind === 'newer')
    return (
      <Banner
        tone="warning"
        title="Handover was updated"
        action={<Button onClick={() => location.reload()}>Reload</Button>}
      >
        A newer version of Handover has been used in this browser, and this page is still the old one. Reload
        it. What is on this device stays.
      </Banner>
    )
  return (
    <Banner
      tone="danger"
      title="The copy on this device could not be opened"
      action={<Button onClick={() => location.reload()}>Try again</Button>}
    >
      Perhaps this browser forbids websites to keep data, as some private windows do, or the disk is full.
    </Banner>
  )
}

function Unreadable({ databaseName }: { databaseName: string }) {
  const [unsent, setUnsent] = useState<UnsentChange[] | null | 'reading'>('reading')
  const [saved, setSaved] = useState(false)
  useEffect(() => void unsentIn(databaseName).then(setUnsent), [databaseName])
  if (unsent === 'reading') return <Loading>Looking for what was not sent…</Loading>
  const count = unsent?.length ?? 0
  const changes = count === 1 ? '1 change' : `${count.toLocaleString('en')} changes`
  const save = () => {
    downloadText('handover-not-sent.json', JSON.stringify(unsent, null, 2), 'application/json')
    setSaved(true)
  }
  const anew = () => void deleteUnreadable(databaseName).then(() => location.reload())
  return (
    <Banner tone="danger" title="The copy on this device is damaged">
      <p>
        Everything that was saved is on the server and can be fetched anew.{' '}
        {count > 0
          ? `${changes} of yours had not been sent yet: save them to a file first, to make them again afterwards.`
          : unsent === null
            ? 'Whether changes of yours had not been sent yet can’t be read from it any more.'
            : 'Nothing of yours was waiting to be sent.'}
      </p>
      <Inline>
        {count > 0 && (
          <Button variant={saved ? 'secondary' : 'primary'} onClick={save}>
            Save {changes} to a file
          </Button>
        )}
        <Button
          variant={count > 0 && !saved ? 'secondary' : 'primary'}
          reason={count > 0 && !saved ? 'Save your changes to a file first.' : undefined}
          onClick={anew}
        >
          Fetch everything anew
        </Button>
      </Inline>
    </Banner>
  )
}
