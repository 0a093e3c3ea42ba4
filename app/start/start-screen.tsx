/** Being built. */
export function StartScreen(_props: { me: unknown }) {
  return null
}
