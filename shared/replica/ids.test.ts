import { describe, expect, it } from 'vitest'
import { idSchema } from '../domain/model/id.ts'
import { newId } from './ids.ts'

describe('ids', () => {
  it('are of their kind and not made twice', () => {
    const made = Array.from({ length: 1_000 }, () => newId('record'))
    expect(made.every((id) => idSchema('record').safeParse(id).success)).toBe(true)
    expect(new Set(made).size).toBe(1_000)
  })
})
