import { useEffect } from 'preact/hooks'
import { useRouter } from './router-context.ts'

/** After going to another page the focus begins at its heading, as after loading one; not on the first page. */
export function useArrivalFocus(): void {
  const { path, first } = useRouter().place.value
  useEffect(() => {
    if (first || document.activeElement?.closest('dialog[open], [data-keep-focus]')) return
    document.querySelector<HTMLElement>('main h1, #main')?.focus({ preventScroll: true })
  }, [path])
}
