/** Gives a text to the browser as a file to save. */
export function downloadText(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** A file's name from what people call it: no path, no sign that a file system forbids. */
export const fileName = (name: string, extension: string): string =>
  `${name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim() || 'records'}.${extension}`
