import { describe, expect, it } from 'vitest'
import { choiceQuery, readChoice, serverQuery } from './history-query.ts'

describe('what the history is filtered by', () => {
  it('stands in the address and comes back from it', () => {
    const choice = {
      user: 'usr_1',
      handover: null,
      kinds: ['people', 'records'],
      from: '2026-05-01',
      until: '',
    }
    expect(readChoice(new URLSearchParams(choiceQuery(choice)))).toEqual(choice)
    expect(choiceQuery(readChoice(new URLSearchParams()))).toEqual({})
  })

  it('asks the server for whole days of this device, the last one included', () => {
    const query = serverQuery('org_1', readChoice(new URLSearchParams('from=2026-05-01&until=2026-05-31')))
    expect(query).toEqual({
      organizationId: 'org_1',
      from: new Date(2026, 4, 1).toISOString(),
      until: new Date(2026, 5, 1).toISOString(),
    })
    expect(serverQuery('org_1', readChoice(new URLSearchParams('from=soon')))).toEqual({
      organizationId: 'org_1',
    })
  })
})
