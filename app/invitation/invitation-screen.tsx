/** Being built. */
export function InvitationScreen(_props: { id: string }) {
  return null
}
