import { ArrowLeftRight, AtSign } from 'lucide-preact'
import { Stack } from '../../../shared/ui/layout.tsx'
import { ChoiceList } from '../choice-list.tsx'
import { usePanel } from '../panel-state.ts'
import { ScreenHead } from '../screen-head.tsx'

/** The first question of every handover (HAND-1). */
export function StartScreen() {
  const { route } = usePanel()
  return (
    <Stack gap={4}>
      <ScreenHead title="What is it?" />
      <ChoiceList
        choices={[
          {
            id: 'address',
            icon: <AtSign />,
            label: 'Same person, new address',
            note: 'Somebody goes on working under another address.',
            onChoose: () => (route.value = { to: 'whose-address' }),
          },
          {
            id: 'person',
            icon: <ArrowLeftRight />,
            label: 'Another person takes over',
            note: 'Somebody leaves, or passes on what they look after.',
            onChoose: () => (route.value = { to: 'hand-over' }),
          },
        ]}
      />
    </Stack>
  )
}
