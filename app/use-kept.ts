import { useState } from 'preact/hooks'
import { createStored } from './stored.ts'

/** Of this tab alone: another one may be in the middle of the same form. It ends with the tab. */
const kept = createStored(() => sessionStorage)

/**
 * What somebody fills into a form before they send it: kept over a reload, Back and other screens. `key` names the form and whose
 * it is. `drop`: it was sent, or shall be forgotten.
 */
export function useKept<T extends object>(
  key: string,
  initial: T,
): [T, (change: Partial<T>) => void, () => void] {
  const name = `form/${key}`
  const [filled, setFilled] = useState<T>(() => ({ ...initial, ...kept.read<Partial<T>>(name) }))
  const fill = (change: Partial<T>) => {
    const next = { ...filled, ...change }
    kept.write(name, next)
    setFilled(next)
  }
  const drop = () => {
    kept.remove(name)
    setFilled(initial)
  }
  return [filled, fill, drop]
}
