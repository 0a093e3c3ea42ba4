import { useState } from 'preact/hooks'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { ChosenPlace } from '../../shared/flows/people/places-input.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { type CopiedPlaces, placesOf } from './same-as.ts'

/** "Same as Ben": fills in a colleague's workspaces, levels and restrictions, to be changed as one likes (INV-13). */
export function SameAsInput(props: {
  directory: Directory
  onCopy: (places: readonly ChosenPlace[]) => void
}) {
  const { directory, onCopy } = props
  const [chosen, setChosen] = useState<string | null>(null)
  const [copied, setCopied] = useState<CopiedPlaces | null>(null)
  const colleagues = directory.users.filter(
    ({ id, state }) => (state === 'active' || state === 'pending') && directory.membershipsOf(id).length > 0,
  )
  if (colleagues.length === 0) return null
  const choose = (id: string | null) => {
    setChosen(id)
    const places = id === null ? null : placesOf(directory, id)
    setCopied(places)
    if (places) onCopy(places.places)
  }
  return (
    <Combobox
      label="Same as"
      placeholder="A colleague"
      hint={copied ? noteOn(copied) : 'Copies their workspaces, levels and restrictions.'}
      value={chosen}
      onChange={choose}
      options={colleagues.map((person) => ({
        id: person.id,
        label: personName(person),
        detail: person.email ?? '',
      }))}
    />
  )
}

function noteOn({ places, notMine, tooMany }: CopiedPlaces): string {
  const count = places.length === 1 ? '1 workspace was copied' : `${places.length} workspaces were copied`
  return [
    `${count}; you can change them below.`,
    notMine.length > 0 && `Left out, because they are not yours to give: ${notMine.join(', ')}.`,
    tooMany > 0 && `${tooMany} more can be added on the person’s page.`,
  ]
    .filter(Boolean)
    .join(' ')
}
