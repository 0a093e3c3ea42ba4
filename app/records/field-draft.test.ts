import { describe, expect, it } from 'vitest'
import { folderCreate } from '../../shared/domain/commands/folder-create.ts'
import { idOf } from '../../tests/world/world.ts'
import { emptyField, fieldsFrom, type FieldDraft } from './field-draft.ts'
import { stageFrom } from './stage-draft.ts'

const draft = (key: number, name: string, part: Partial<FieldDraft> = {}): FieldDraft => ({
  key,
  name,
  type: 'text',
  choices: '',
  ...part,
})

describe('fields of a folder being described', () => {
  it('become fields that the command takes, each with an id of its own', () => {
    const drafts = [
      draft(1, ' City '),
      draft(2, 'City'),
      draft(3, '__proto__'),
      draft(4, 'Größe'),
      draft(5, '金額', { type: 'money' }),
      draft(6, 'title'),
      draft(7, 'Stage', { type: 'choice', choices: 'Open\n Won \n\nLost\nWon' }),
    ]
    const fields = fieldsFrom(drafts, [])
    expect(fields?.at(-1)).toEqual({
      id: 'stage',
      name: 'Stage',
      type: 'choice',
      choices: ['Open', 'Won', 'Lost'],
    })
    const stage = stageFrom(
      { key: 7, won: new Set(['Won', 'gone']), lost: new Set(['Lost']) },
      drafts,
      fields ?? [],
    )
    expect(stage).toEqual({ fieldId: 'stage', won: ['Won'], lost: ['Lost'] })
    const args = { folderId: idOf('fld', 'a'), workspaceId: idOf('wsp', 'a'), name: 'A', fields, stage }
    expect(folderCreate.args.safeParse(args).error?.issues).toBeUndefined()
  })

  it('are not ready without a name, or as a choice without anything to choose', () => {
    expect(fieldsFrom([draft(1, ' ')], [])).toBeNull()
    expect(fieldsFrom([draft(1, 'Stage', { type: 'choice', choices: ' \n' })], [])).toBeNull()
  })

  it('do not take the id of a field that is there', () => {
    expect(fieldsFrom([draft(1, 'City')], [{ id: 'city', name: 'City', type: 'text' }])?.[0]?.id).toBe(
      'city-2',
    )
    expect(emptyField([draft(4, 'a')]).key).toBe(5)
  })

  it('have no stage when none is named, or when it is no choice any more', () => {
    const drafts = [draft(1, 'Stage')]
    const none = { won: new Set<string>(), lost: new Set<string>() }
    expect(stageFrom({ key: null, ...none }, drafts, fieldsFrom(drafts, []) ?? [])).toBeNull()
    expect(stageFrom({ key: 1, ...none }, drafts, fieldsFrom(drafts, []) ?? [])).toBeNull()
  })
})
