import { useState } from 'preact/hooks'
import { Card } from '../../shared/ui/card.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { exactTime } from '../../shared/ui/time-in-words.ts'
import { useApp } from '../app-context.ts'
import { applyTimeFormat, storedTimeFormat, type TimeFormat as Format } from '../time-format.ts'

/** How moments are written on this device (USR-7). */
export function TimeFormat() {
  const { stored } = useApp()
  const [format, setFormat] = useState<Format>(() => storedTimeFormat(stored))
  return (
    <Card title="Time" subtitle={`For example: ${exactTime(Date.now())}`}>
      <RadioGroup<Format>
        label="How times are written"
        hideLabel
        columns
        value={format}
        onChange={(next) => {
          stored.write('time-format', next)
          applyTimeFormat(next)
          setFormat(next)
        }}
        options={[
          { value: 'system', label: 'As the device says' },
          { value: '24', label: '18:30' },
          { value: '12', label: '6:30 pm' },
        ]}
      />
    </Card>
  )
}
