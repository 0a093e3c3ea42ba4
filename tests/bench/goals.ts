/**
 * What the rows measured beside what they are to reach (DESIGN §10). Collected while they run and printed at the end, so that a miss is
 * seen without reading everything.
 */
interface Measured {
  what: string
  said: string
  /** Of the goal; up to 1 it is met. */
  ratio: number
}

const measured: Measured[] = []
const notes: string[] = []

const say = (number: number, unit: string) =>
  `${number.toLocaleString('en', { maximumFractionDigits: number < 10 ? 2 : number < 100 ? 1 : 0 })} ${unit}`

/** `unit`: as it stands behind the number. */
export function atMost(what: string, is: number, goal: number, unit: string): void {
  measured.push({ what, said: `${say(is, unit)}, goal at most ${say(goal, unit)}`, ratio: is / goal })
}

export function atLeast(what: string, is: number, goal: number, unit: string): void {
  measured.push({ what, said: `${say(is, unit)}, goal at least ${say(goal, unit)}`, ratio: goal / is })
}

/** What this run says nothing of, and where it is shown. */
export function note(text: string): void {
  notes.push(text)
}

/** Prints all that was measured; 1.00× and less is met. */
export function printGoals(): void {
  if (measured.length + notes.length === 0) return
  console.log('\nThe goals')
  const width = Math.max(0, ...measured.map(({ what }) => what.length))
  for (const { what, said, ratio } of measured)
    console.log(
      `  ${ratio <= 1 ? 'met   ' : 'MISSED'}  ${ratio.toFixed(2).padStart(6)}×  ${what.padEnd(width)}  ${said}`,
    )
  for (const text of notes) console.log(`  ${text}`)
}
