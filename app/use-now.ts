import { useEffect, useState } from 'preact/hooks'

/** The present moment (ISO), looked at each minute, so that a page left open overnight shows the new day. */
export function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
