import { NewHandover } from '../../../shared/flows/new-handover.tsx'
import { Stack } from '../../../shared/ui/layout.tsx'
import { sessionOf } from '../../accounts.ts'
import type { InPanel } from '../in-panel.ts'
import { usePanel } from '../panel-state.ts'
import { ScreenHead } from '../screen-head.tsx'

/** Hands over everything, from the person in the conversation or from anybody (HAND-1, MAIL-5). */
export function HandOverScreen({ account, replica, from }: InPanel & { from: string | undefined }) {
  const { route } = usePanel()
  return (
    <Stack gap={4}>
      <ScreenHead title="Hand over" />
      <NewHandover
        replica={replica}
        session={sessionOf(account)}
        from={from}
        onStarted={(id) => (route.value = { to: 'handover', id })}
      />
    </Stack>
  )
}
