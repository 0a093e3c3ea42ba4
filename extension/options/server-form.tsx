import { useState } from 'preact/hooks'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { parseServer, writeServer } from '../server-address.ts'
import type { Stored } from '../stored.ts'

/** The server's address. Chrome asks whether the extension may talk to a new one; without its yes nothing changes. */
export function ServerForm({ stored, server }: { stored: Stored; server: string }) {
  const [address, setAddress] = useState(server)
  const [problem, setProblem] = useState<string>()
  const [said, setSaid] = useState<string>()
  const save = async () => {
    setSaid(undefined)
    const parsed = parseServer(address)
    if ('problem' in parsed) return setProblem(parsed.problem)
    // Must be asked within the click, before anything is waited for.
    const allowed = await chrome.permissions.request({ origins: [`${parsed.origin}/*`] })
    if (!allowed) return setProblem('Without your permission the extension can’t talk to this server.')
    if (!(await answers(parsed.origin)))
      setSaid(`Saved, but ${parsed.origin} does not answer as a Handover server at the moment.`)
    else setSaid('Saved. Handover answers there.')
    await writeServer(stored, parsed.origin)
  }
  return (
    <Card title="Server">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack>
          <TextInput
            label="Address of your Handover server"
            hint="On this computer it is http://localhost:4820."
            required
            type="url"
            name="server"
            spellcheck={false}
            value={address}
            error={problem}
            onInput={(typed) => {
              setAddress(typed)
              setProblem(undefined)
              setSaid(undefined)
            }}
          />
          {said && <Banner announce>{said}</Banner>}
          <Inline justify="end">
            <Button type="submit" variant="primary">
              Save
            </Button>
          </Inline>
        </Stack>
      </form>
    </Card>
  )
}

async function answers(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/api/health`, { credentials: 'omit', cache: 'no-store' })
    return ((await response.json()) as { status?: unknown }).status === 'ok'
  } catch {
    return false
  }
}
