import { holderOf } from '../../shared/domain/model/portfolio.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { ComboboxOption } from '../../shared/ui/combobox-match.ts'
import { leftAt, leftWords } from './owner-words.ts'

/**
 * Whose items a list shows (REC-3), as it stands in the address: `owner=usr_…` what somebody looks after, `owner=nobody`,
 * `owner=pfo_…` what an import left under a label, `left=usr_…` what somebody had first and has no more.
 */
export type OwnerFilter =
  | { kind: 'user'; userId: string }
  | { kind: 'left'; userId: string }
  | { kind: 'label'; portfolioId: string }
  | { kind: 'nobody' }

export function readOwner(query: URLSearchParams): OwnerFilter | null {
  const left = query.get('left')
  if (left) return { kind: 'left', userId: left }
  return ownerOf(query.get('owner'))
}

function ownerOf(owner: string | null): OwnerFilter | null {
  if (!owner) return null
  if (owner === 'nobody') return { kind: 'nobody' }
  return owner.startsWith('pfo_') ? { kind: 'label', portfolioId: owner } : { kind: 'user', userId: owner }
}

export function ownerQuery(filter: OwnerFilter | null): { owner?: string; left?: string } {
  if (!filter) return {}
  return filter.kind === 'left' ? { left: filter.userId } : { owner: ownerKeyOf(filter) }
}

/** The filter as the id of a ComboboxOption. */
export function ownerKeyOf(filter: OwnerFilter): string {
  switch (filter.kind) {
    case 'user':
      return filter.userId
    case 'left':
      return `left-${filter.userId}`
    case 'label':
      return filter.portfolioId
    case 'nobody':
      return 'nobody'
  }
}

export const ownerFromKey = (key: string | null): OwnerFilter | null =>
  key?.startsWith('left-') ? { kind: 'left', userId: key.slice('left-'.length) } : ownerOf(key)

/** The portfolios of a workspace that the filter means; perhaps none. */
export function portfoliosOf(directory: Directory, workspaceId: string, filter: OwnerFilter): string[] {
  const here = directory.portfolios.filter((p) => p.workspaceId === workspaceId)
  const userId = 'userId' in filter ? directory.real(filter.userId) : ''
  const chosen = here.filter((p) => {
    switch (filter.kind) {
      case 'user':
        return holderOf(p) === userId
      case 'left':
        return p.origin === userId && holderOf(p) !== userId
      case 'label':
        return p.id === directory.real(filter.portfolioId)
      case 'nobody':
        return holderOf(p) === null
    }
  })
  return chosen.map((p) => p.id)
}

/** What can be filtered by: who looks after something here, then nobody, labels of imports, and what was left by whom. */
export function ownerOptions(directory: Directory, workspaceId: string, now: number): ComboboxOption[] {
  const here = directory.portfolios.filter((p) => p.workspaceId === workspaceId)
  const holders = new Set(here.map(holderOf).filter((id) => id !== null))
  for (const person of directory.peopleIn(workspaceId)) holders.add(person.id)
  const people = directory.users
    .filter((user) => holders.has(user.id) && user.state !== 'deactivated' && user.state !== 'erased')
    .map(({ id, name, email }) => ({
      id,
      label: name || email || 'Somebody',
      ...(name && email && { detail: email }),
    }))
  const nobody = here.some((p) => holderOf(p) === null) ? [{ id: 'nobody', label: 'Nobody' }] : []
  const labels = here
    .filter((p) => p.origin === null && p.label !== '')
    .map((p) => {
      const holder = holderOf(p)
      if (holder === null) return { id: p.id, label: `Nobody yet: ${p.label}` }
      return { id: p.id, label: `“${p.label}”`, detail: `now looked after by ${directory.nameOf(holder)}` }
    })
  return [...people, ...nobody, ...inOrder(labels), ...leftOptions(directory, workspaceId, now)]
}

function leftOptions(directory: Directory, workspaceId: string, now: number): ComboboxOption[] {
  const left = directory.portfolios.filter(
    (p) => p.workspaceId === workspaceId && p.origin !== null && holderOf(p) !== p.origin,
  )
  const options: ComboboxOption[] = []
  for (const [userId, items] of Map.groupBy(left, (p) => p.origin ?? '')) {
    // Of several the latest is the day people remember.
    const latest = items.toSorted((a, b) => ((leftAt(a) ?? '') < (leftAt(b) ?? '') ? 1 : -1))[0]
    const words = latest && leftWords(directory, latest, now)
    if (!words) continue
    const holder = holderOf(latest)
    options.push({
      id: `left-${userId}`,
      label: `L${words.slice(1)}`,
      detail: holder === null ? 'nobody looks after it' : `now looked after by ${directory.nameOf(holder)}`,
    })
  }
  return inOrder(options)
}

const inOrder = (options: ComboboxOption[]): ComboboxOption[] => {
  const { compare } = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })
  return options.toSorted((a, b) => compare(a.label, b.label))
}
