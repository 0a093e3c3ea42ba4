/** Who sends it, for the answer's key and the history. */
export interface Sender {
  actorId: string
  /** The user who acts; null when an account or the server does: then it is whoever the changes say. */
  userId: string | null
  /** Whose change it was, when somebody else carries it out for them (LIFE-10). */
  behalfOf?: string
}
