/** Bytes in words, in decimal units as file managers show them: 1_250_000 → `'1.3 MB'`. */
export function fileSize(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB']
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  const digits = unit > 0 && size < 9.95 ? 1 : 0
  const name = bytes === 1 ? 'byte' : units[unit]
  return `${size.toFixed(digits)} ${name}`
}
