/** The array itself, or a longer one that begins with it: room for `length` at least, and some more so that this is rare. */
export function grown<A extends Uint8Array | Uint32Array>(array: A, length: number): A {
  if (array.length >= length) return array
  const longer = new (array.constructor as new (length: number) => A)(length + (length >> 1))
  longer.set(array)
  return longer
}
