import { expect, it } from 'vitest'
import type { Handover } from '../../shared/domain/model/handover.ts'
import { kindOfCause } from './cause.ts'
import { causeAsText } from './history-csv.ts'

const directory = {
  handover: (id: string) => (id === 'hov_switch' ? ({ kind: 'switch' } as Handover) : null),
  nameOf: () => 'Ben Okafor',
}

it('[AUD-1] a cause is said for what it is, also in the file', () => {
  const said = ['hov_one', 'hov_switch', 'bat_one', 'req_one', 'usr_ben'].map((cause) => [
    kindOfCause(cause, directory),
    causeAsText(cause, directory),
  ])
  expect(said).toEqual([
    ['handover', 'a handover'],
    ['change of address', 'a change of address'],
    ['many addresses', 'a change of many addresses'],
    ['request', 'a request'],
    ['made offline', 'what Ben Okafor had not sent'],
  ])
})
