import { useEffect, useState } from 'preact/hooks'

/** Does this server keep its mail on a page of its own, because it runs without a mail server (DESIGN §6)? */
export function useOutboxPage(): boolean {
  const [outbox, setOutbox] = useState(false)
  useEffect(() => {
    let gone = false
    fetch('/api/health')
      .then((response) => response.json() as Promise<{ outbox?: unknown }>)
      .then(
        (health) => !gone && setOutbox(health.outbox === true),
        () => {},
      )
    return () => {
      gone = true
    }
  }, [])
  return outbox
}
