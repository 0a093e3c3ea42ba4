export interface Erasure {
  userId: string
  /** Every name and address of theirs. */
  values: string[]
  /** What stands there from now on: "(deleted user) 17". */
  instead: string
  /** Users who had addresses of theirs among the former ones, and have them no more. */
  madeOne: string[]
}
