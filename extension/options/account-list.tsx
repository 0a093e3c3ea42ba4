import { useState } from 'preact/hooks'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { PersonLine } from '../../shared/ui/person-line.tsx'
import type { SignedAccount } from '../accounts.ts'
import { signOut } from '../sign-out.ts'
import type { Stored } from '../stored.ts'

/** Who is signed in on this server, each for their own Gmail. */
export function AccountList(props: { stored: Stored; server: string; accounts: readonly SignedAccount[] }) {
  const { stored, server, accounts } = props
  const [offline, setOffline] = useState(false)
  return (
    <Card title="Signed in" subtitle={`on ${server}`}>
      {accounts.length === 0 ? (
        <p class="options__muted">Nobody. Sign in from the panel beside your mail in Gmail.</p>
      ) : (
        <ul class="options__accounts" role="list">
          {accounts.map((account) => {
            const { id, name, email } = account.me.account
            return (
              <li key={id}>
                <PersonLine
                  name={name || email}
                  {...(name && { email })}
                  colourBy={id}
                  detail={
                    account.ended
                      ? 'signed out by the server'
                      : account.me.organizations.map((one) => one.name).join(', ')
                  }
                  actions={
                    <Button
                      size="s"
                      onClick={() => void signOut(stored, account).then((done) => setOffline(!done))}
                    >
                      Sign out
                    </Button>
                  }
                />
              </li>
            )
          })}
        </ul>
      )}
      {offline && (
        <Banner tone="warning" announce>
          Signing out needs a connection, or the session would go on.
        </Banner>
      )}
    </Card>
  )
}
