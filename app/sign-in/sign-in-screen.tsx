/** Being built. */
export function SignInScreen() {
  return null
}
