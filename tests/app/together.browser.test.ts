import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inviteByPage, openUsers } from '../harness/people.ts'
import { twoAdmins } from '../harness/two-admins.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

const person = (page: Page, name: RegExp) => page.getByRole('row', { name })

describe('two Admins', () => {
  it('[SYNC-5] [USR-2] see each other, and each other’s changes as they happen', async () => {
    const { ada, bob } = await twoAdmins(world, 'e.test')
    await openUsers(bob.page)
    await ada.page.getByRole('tab', { name: /Active/ }).click()
    // Who is here, and the green dot.
    await ada.page.getByRole('button', { name: 'Also here: Bob Miller' }).waitFor()
    await person(ada.page, /Bob Miller.*online now|online now.*Bob Miller/).waitFor()

    await inviteByPage(bob.page, 'carla@e.test')
    await ada.page.getByRole('tab', { name: /Pending 1/ }).click()
    await person(ada.page, /carla@e\.test/).waitFor()

    await ada.page.getByRole('tab', { name: /Active/ }).click()
    await person(ada.page, /Bob Miller/)
      .getByRole('link')
      .click()
    await ada.page.getByRole('heading', { name: 'Bob Miller', level: 1 }).waitFor()
    await ada.page.getByRole('button', { name: 'Edit', exact: true }).click()
    await ada.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Robert Miller')
    await ada.page.getByRole('button', { name: 'Save' }).click()
    await bob.page.getByRole('tab', { name: /Active/ }).click()
    await person(bob.page, /Robert Miller/).waitFor()
    expect([...ada.faults, ...bob.faults]).toEqual([])
  })

  it('[ROLE-4] [ROLE-5] [ROLE-11] says why one’s own role and the last Admin stay', async () => {
    const { ada } = await twoAdmins(world, 'f.test')
    await ada.page.getByRole('button', { name: /your account/ }).click()
    await ada.page.getByRole('menuitem', { name: 'Your page' }).click()
    await ada.page.getByText('Nobody changes their own role, level or membership.').first().waitFor()
    const block = ada.page.getByRole('button', { name: 'Block now' })
    expect(await block.getAttribute('aria-disabled')).toBe('true')
    await block.click({ force: true })
    await ada.page.getByRole('tooltip').filter({ hasText: 'Ask another Admin' }).waitFor()
  })

  it('[SYNC-7] [LIFE-9] blocked: the open app locks at once and shows nothing more', async () => {
    const { ada, bob } = await twoAdmins(world, 'g.test')
    await openUsers(bob.page)
    await ada.page.getByRole('tab', { name: /Active/ }).click()
    await person(ada.page, /Bob Miller/)
      .getByRole('link')
      .click()
    await ada.page.getByRole('button', { name: 'Block now' }).click()
    await bob.page.getByText('You are blocked in Acme').waitFor()
    expect(await bob.page.getByText('Ada Amin').count()).toBe(0)
    await bob.page.reload()
    await bob.page.getByText('You are blocked here.').waitFor()

    await ada.page.getByRole('button', { name: 'Unblock' }).click()
    await ada.page.getByText('is no longer blocked').first().waitFor()
    await ada.page.getByRole('status').getByText('All saved').waitFor()
    await bob.page.reload()
    await bob.page.getByRole('heading', { name: 'Users', level: 1 }).waitFor()
  })

  it('[LIFE-2] [LIFE-4] deactivated: locked, the copy deleted; restored: back', async () => {
    const { ada, bob } = await twoAdmins(world, 'h.test')
    await ada.page.getByRole('tab', { name: /Active/ }).click()
    await person(ada.page, /Bob Miller/)
      .getByRole('link')
      .click()
    await ada.page.getByRole('button', { name: 'Deactivate' }).click()
    // He was never in a workspace: nothing is asked about items that he does not have.
    await ada.page.getByRole('button', { name: 'Deactivate now' }).click()
    await bob.page.getByText('Your access to Acme has ended').waitFor()
    const copies = () =>
      bob.page.evaluate(async () =>
        (await indexedDB.databases())
          .filter(({ name }) => name?.startsWith('handover '))
          .map(({ name }) => name),
      )
    await expect.poll(copies, { timeout: 60_000 }).toEqual([])

    await ada.page.getByRole('button', { name: 'Restore' }).click()
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
    await ada.page.getByText('Bob Miller is active again.').waitFor()
    await ada.page.getByRole('status').getByText('All saved').waitFor()
    await bob.page.getByRole('button', { name: 'Continue' }).click()
    await bob.page.reload()
    await bob.page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
  })
})
