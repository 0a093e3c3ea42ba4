import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../tests/world/directory-of.ts'
import { World } from '../../tests/world/world.ts'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Wanted } from '../use-dispatch-all.ts'
import {
  block,
  deactivate,
  handOverAll,
  possible,
  putIn,
  restore,
  takeBackPutIn,
  unblock,
} from './many-users.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    una: { role: 'user-admin' },
    ben: { levels: { sales: 'manager' } },
    carl: { levels: { sales: 'agent', service: 'agent' } },
    dora: { pending: true },
  })
const people = (world: World, directory: Directory, ...names: string[]): Person[] =>
  names.flatMap((name) => directory.user(world.user(name)) ?? [])
const send = (world: World, by: string, commands: readonly Wanted[]) =>
  commands.map(({ type, args }) => world.do(by, type, args).status)
const states = (world: World, ...names: string[]) => names.map((name) => world.standing(name).user.state)

describe('many users at once', () => {
  it('[USR-1] says for whom of the chosen something can be done, and why not for anybody', () => {
    const world = office()
    const mine = directoryOf(world, 'una')
    const all = people(world, mine, 'ada', 'una', 'ben', 'carl', 'dora')
    expect(possible(mine, 'block', all).people.map(({ name }) => name)).toEqual(['ben', 'carl'])
    expect(possible(mine, 'resend', all).people.map(({ name }) => name)).toEqual(['dora'])
    expect(possible(mine, 'restore', all)).toMatchObject({ people: [], reason: expect.any(String) })
    // ROLE-6: an Admin is not a User Admin's to block.
    expect(possible(mine, 'block', people(world, mine, 'ada')).reason).toContain('Admin')
  })

  it('[LIFE-4] blocks and lets in again, deactivates and restores', () => {
    const world = office()
    const both = people(world, directoryOf(world, 'ada'), 'ben', 'carl')
    send(world, 'ada', block(both))
    expect(states(world, 'ben', 'carl')).toEqual(['blocked', 'blocked'])
    send(world, 'ada', unblock(both))
    send(world, 'ada', deactivate(both))
    expect(states(world, 'ben', 'carl')).toEqual(['deactivated', 'deactivated'])
    send(world, 'ada', restore(directoryOf(world, 'ada'), both))
    expect(states(world, 'ben', 'carl')).toEqual(['active', 'active'])
    expect(directoryOf(world, 'ada').portfoliosHeldBy(world.user('carl'))).toHaveLength(2)
  })

  it('[INV-1] puts people into a workspace at one level, and back as they were', () => {
    const world = office()
    const before = directoryOf(world, 'ada')
    const both = people(world, before, 'ben', 'carl')
    const place = { workspaceId: world.workspace('service'), level: 'manager' as const, restrictions: [] }
    send(world, 'ada', putIn(before, both, place))
    const levels = () =>
      ['ben', 'carl'].map(
        (name) => directoryOf(world, 'ada').membership(world.user(name), place.workspaceId)?.level,
      )
    expect(levels()).toEqual(['manager', 'manager'])
    expect(send(world, 'ada', takeBackPutIn(before, both, place))).toEqual(['accepted', 'accepted'])
    expect(levels()).toEqual([undefined, 'agent'])
  })

  it('[LIFE-2] hands everything over from each to one person, who is asked for once', () => {
    const world = office()
    const directory = directoryOf(world, 'ada')
    const replica = {
      directory: { value: directory },
      newId,
      userId: world.user('ada'),
    } as unknown as Replica
    const leavers = people(world, directory, 'carl', 'ben')
    const commands = handOverAll(replica, leavers, world.user('una'))
    expect(send(world, 'ada', commands ?? [])).toEqual(['accepted', 'accepted'])
    expect(states(world, 'ben', 'carl')).toEqual(['deactivated', 'deactivated'])
    const held = directoryOf(world, 'ada').portfoliosHeldBy(world.user('una'))
    expect(held.filter((p) => p.origin !== world.user('una'))).toHaveLength(3)
  })
})
