/** Joins class names, leaving out what is absent: `classNames('ho-a', open && 'ho-a--open')`. */
export function classNames(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
