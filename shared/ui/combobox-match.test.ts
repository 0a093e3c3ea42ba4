import { describe, expect, it } from 'vitest'
import { matchOptions } from './combobox-match.ts'

const options = [
  { id: '1', label: 'Ben Müller', detail: 'ben@northwind.example' },
  { id: '2', label: 'Anna Berg', detail: 'anna@northwind.example', keywords: 'Anna Schmidt' },
  { id: '3', label: 'Sales Berlin' },
]
const ids = (query: string, limit = 10) => matchOptions(options, query, limit).shown.map(({ id }) => id)

describe('matchOptions', () => {
  it('gives everything in order for an empty query', () => {
    expect(ids('')).toEqual(['1', '2', '3'])
    expect(ids('   ')).toEqual(['1', '2', '3'])
  })

  it('finds by every word, in label, detail and keywords, without case or accents', () => {
    expect(ids('MULLER')).toEqual(['1'])
    expect(ids('berg anna')).toEqual(['2'])
    expect(ids('schmidt')).toEqual(['2'])
    expect(ids('northwind')).toEqual(['1', '2'])
    expect(ids('anna ben')).toEqual([])
  })

  it('puts labels that begin with the query first', () => {
    expect(ids('be')).toEqual(['1', '2', '3'])
    expect(ids('sales')).toEqual(['3'])
    expect(matchOptions([...options].reverse(), 'ben', 10).shown[0]?.id).toBe('1')
  })

  it('bounds what is shown and counts the rest', () => {
    expect(matchOptions(options, 'northwind', 1)).toEqual({ shown: [options[0]], total: 2 })
    expect(matchOptions(options, '', 2).total).toBe(3)
  })
})
