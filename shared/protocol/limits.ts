/** Sizes that both sides keep to. Bytes unless said otherwise. */
export const LIMITS = {
  /** A whole socket message; more closes the socket with 1009. */
  socketMessage: 4 * 1024 * 1024,
  /** One update of a content document; devices cut their log into pieces well below it. */
  update: 1024 * 1024,
  piece: 256 * 1024,
  awareness: 4 * 1024,
  /** Body of an HTTP request; a batch of commands. */
  body: 1024 * 1024,
  /** Commands in one batch. */
  batch: 250,
} as const
