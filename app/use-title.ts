import { useEffect } from 'preact/hooks'

/** The window's title: "Users – Handover". */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} – Handover` : 'Handover'
  }, [title])
}
