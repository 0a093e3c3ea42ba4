import { photoOf } from '../../shared/flows/people/photo-of.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Avatar } from '../../shared/ui/avatar.tsx'
import { Menu } from '../../shared/ui/menu.tsx'
import { link } from '../link.ts'
import { whereInWords } from './where-in-words.ts'

const SHOWN = 3

/** Who else is here now, and where (SYNC-5). */
export function PresentPeople({ replica }: { replica: Replica }) {
  const others = replica.presence.others.value
  if (others.length === 0) return null
  const directory = replica.directory.value
  const photo = (userId: string) => photoOf(replica, directory.user(userId))
  const names = others.map((person) => person.name).join(', ')
  return (
    <Menu
      label={`Also here: ${names}`}
      trigger={
        <span class="frame-present">
          {others.slice(0, SHOWN).map((person) => (
            <Avatar
              key={person.userId}
              name={person.name}
              colourBy={person.userId}
              photo={photo(person.userId)}
              size="s"
              online
            />
          ))}
          {others.length > SHOWN && <span class="frame-present__more">+{others.length - SHOWN}</span>}
        </span>
      }
      items={others.map(({ userId, name, where }) => {
        const place = whereInWords(where, directory)
        return {
          id: userId,
          label: place ? `${name}, ${place.words}` : name,
          href: place?.href ?? link.user(userId),
          icon: <Avatar name={name} colourBy={userId} photo={photo(userId)} size="s" />,
        }
      })}
    />
  )
}
