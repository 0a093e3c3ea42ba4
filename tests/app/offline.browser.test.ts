import { describe, expect, it } from 'vitest'
import { inviteByPage, openUsers } from '../harness/people.ts'
import { openFounded, openSignedIn } from '../harness/sign-in.ts'
import { twoAdmins } from '../harness/two-admins.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

describe('without a network', () => {
  it('[SYNC-1] [SYNC-2] opens after a reload, keeps invitations in words, takes one back, sends the other later', async () => {
    const { page, setOffline, faults } = await world.profile({ worker: true })
    await openSignedIn(page, world.server, 'anna@i.test')
    await openFounded(page, world.server, { name: 'Northwind I', person: 'Anna Berg' })
    await page.getByRole('status').getByText('All saved').waitFor()
    // The worker that opens the app offline has to be there before the network goes.
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 60_000 })
      .toBe('activated')

    await setOffline(true)
    await page.reload()
    await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
    await page.getByRole('status').getByText('Offline').waitFor()
    await openUsers(page)
    await inviteByPage(page, 'bob@i.test')
    await inviteByPage(page, 'carl@i.test')
    await page.getByText('It is on this device and will be sent when you are online.').first().waitFor()
    await page.getByRole('status').getByText('Offline · 2 changes').waitFor()

    await page.reload()
    await page
      .getByRole('link', { name: /Waiting/ })
      .first()
      .click()
    await page.getByText('Invite bob@i.test', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Take back: Invite carl@i.test' }).click()
    await page.getByText('Taken back: Invite carl@i.test').waitFor()
    await page.getByText('Invite carl@i.test', { exact: true }).waitFor({ state: 'detached' })

    await setOffline(false)
    await page.getByRole('status').getByText('All saved').waitFor()
    await world.server.invitationLink('bob@i.test')
    await openUsers(page)
    await page.getByRole('tab', { name: /Pending 1/ }).click()
    await page.getByRole('row', { name: /bob@i\.test/ }).waitFor()
    expect(world.server.smtp.mails.filter(({ to }) => to === 'carl@i.test')).toEqual([])
    expect(faults).toEqual([])
  })

  it('[SYNC-3] what was not accepted is told with the reason, and let go by the person', async () => {
    const { ada, bob } = await twoAdmins(world, 'j.test')
    await inviteByPage(ada.page, 'carl@j.test')
    await world.server.invitationLink('carl@j.test')
    await ada.setOffline(true)
    await ada.page.getByRole('status').getByText('Offline').waitFor()
    await ada.page.getByRole('button', { name: 'More about carl@j.test' }).click()
    await ada.page.getByRole('menuitem', { name: 'Send again' }).click()
    await ada.page.getByRole('status').getByText('Offline · 1 change').waitFor()

    await openUsers(bob.page)
    await bob.page.getByRole('tab', { name: /Pending 1/ }).click()
    await bob.page.getByRole('button', { name: 'More about carl@j.test' }).click()
    await bob.page.getByRole('menuitem', { name: 'Take the invitation back' }).click()
    await bob.page.getByRole('button', { name: 'Take it back' }).click()
    await bob.page.getByText('No open invitations').waitFor()
    await bob.page.getByRole('status').getByText('All saved').waitFor()

    await ada.setOffline(false)
    // Wherever one is by then, a message says so, and leads to the list.
    await ada.page.getByRole('button', { name: 'Look' }).click()
    await ada.page.getByRole('heading', { name: 'Waiting', level: 1 }).waitFor()
    const refused = ada.page.getByRole('main').getByRole('listitem').filter({ hasText: 'not accepted' })
    expect(await refused.textContent()).toMatch(/There is no open invitation any more/)
    await refused.getByRole('button', { name: /^Let it go/ }).click()
    await ada.page.getByText('Everything you did here is written down on the server.').waitFor()
    await ada.page.getByRole('status').getByText('All saved').waitFor()
  })
})
