import { useEffect, useState } from 'preact/hooks'
import { exactTime, timeInWords } from './time-in-words.ts'

export type RelativeTimeProps = {
  /** Milliseconds since 1970. */
  at: number
  /** For a fixed present; otherwise it follows the clock. */
  now?: number | undefined
}

/** "3 minutes ago", kept up to date, with the exact moment on hover. */
export function RelativeTime({ at, now }: RelativeTimeProps) {
  const [tick, setTick] = useState(() => Date.now())
  const { words, changesIn } = timeInWords(at, now ?? Math.max(tick, 0))
  useEffect(() => {
    if (now !== undefined || changesIn === null) return
    const timer = setTimeout(() => setTick(Date.now()), Math.max(changesIn, 1000))
    return () => clearTimeout(timer)
  }, [at, now, tick, changesIn])
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {words}
    </time>
  )
}
