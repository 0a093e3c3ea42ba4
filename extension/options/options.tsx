import { useEffect, useState } from 'preact/hooks'
import { BrandMark } from '../../shared/ui/brand-mark.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { readAccounts, type SignedAccount } from '../accounts.ts'
import { readServer } from '../server-address.ts'
import type { Stored } from '../stored.ts'
import { AccountList } from './account-list.tsx'
import { ServerForm } from './server-form.tsx'
import './options.css'

interface Known {
  server: string
  accounts: SignedAccount[]
}

/** The extension's own settings: which server, and who is signed in here. */
export function Options({ stored }: { stored: Stored }) {
  const [known, setKnown] = useState<Known | null>(null)
  useEffect(() => {
    const read = async () => {
      const server = await readServer(stored)
      setKnown({ server, accounts: await readAccounts(stored, server) })
    }
    void read()
    return stored.onChange(() => void read())
  }, [])
  if (!known) return null
  return (
    <main class="options">
      <Stack gap={6}>
        <BrandMark name="Handover" />
        <h1>Settings of the extension</h1>
        <ServerForm stored={stored} server={known.server} />
        <AccountList stored={stored} {...known} />
      </Stack>
    </main>
  )
}
