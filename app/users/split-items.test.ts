import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SplitItem, splitItems } from './split-items.ts'

const items = (folderId: string, workspaceId: string, count: number): SplitItem[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ id: `${folderId}-${i}`, folderId, workspaceId, portfolio: 'shared' },
  }))
const everywhere = () => true

describe('[USR-9] “give each their own”', () => {
  it('divides evenly, also over many small folders, or gives a folder to one', () => {
    const all = ['a', 'b', 'c', 'd'].flatMap((folder) => items(folder, 'sales', 3))
    const sizes = (split: ReturnType<typeof splitItems>) => [...split.given.values()].map((of) => of.length)
    expect(
      sizes(splitItems(all, { people: ['x', 'y', 'z'], byFolder: new Map(), worksIn: everywhere })),
    ).toEqual([4, 4, 4])
    const byFolder = new Map([['a', 'y']])
    const { given } = splitItems(all, { people: ['x', 'y'], byFolder, worksIn: everywhere })
    expect(given.get('y')?.filter(({ folderId }) => folderId === 'a')).toHaveLength(3)
    expect(sizes({ given, left: [] })).toEqual([6, 6])
  })

  it('leaves what lies where none of them works', () => {
    const all = [...items('a', 'sales', 2), ...items('b', 'legal', 2)]
    const split = splitItems(all, {
      people: ['x'],
      byFolder: new Map(),
      worksIn: (_, workspace) => workspace === 'sales',
    })
    expect(split.given.get('x')).toHaveLength(2)
    expect(split.left.map(({ workspaceId }) => workspaceId)).toEqual(['legal', 'legal'])
  })

  it('gives each item to exactly one, whatever is wished', () => {
    const person = fc.constantFrom('x', 'y', 'z')
    const folder = fc.constantFrom('a', 'b', 'c')
    fc.assert(
      fc.property(
        fc.uniqueArray(person),
        fc.array(fc.tuple(folder, person)),
        fc.array(folder),
        (people, wishes, folders) => {
          const all = folders.map((folderId, i) => ({
            ...{ id: `${i}`, folderId, workspaceId: folderId, portfolio: 'p' },
          }))
          const split = splitItems(all, {
            people,
            byFolder: new Map(wishes),
            worksIn: (who, where) => who !== 'x' || where !== 'a',
          })
          const everything = [...split.given.values(), split.left].flat()
          expect(everything.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort())
        },
      ),
    )
  })
})
