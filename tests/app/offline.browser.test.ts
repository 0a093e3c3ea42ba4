import { describe, expect, it } from 'vitest'
import { inviteByPage, openUsers } from '../harness/people.ts'
import { foundOrganization, openSignedIn } from '../harness/sign-in.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

describe('without a network', () => {
  it('[SYNC-1] [SYNC-2] opens after a reload, keeps invitations in words, takes one back, sends the other later', async () => {
    const { page, context, faults } = await world.profile()
    await openSignedIn(page, world.server, 'anna@i.test')
    await foundOrganization(page, { name: 'Northwind I', person: 'Anna Berg' })
    await page.getByRole('status').getByText('All saved').waitFor()
    // The worker that opens the app offline has to be there before the network goes.
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 20_000 })
      .toBe('activated')

    await context.setOffline(true)
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

    await context.setOffline(false)
    await page.getByRole('status').getByText('All saved').waitFor()
    await world.server.invitationLink('bob@i.test')
    await openUsers(page)
    await page.getByRole('tab', { name: /Pending 1/ }).click()
    await page.getByRole('row', { name: /bob@i\.test/ }).waitFor()
    expect(world.server.smtp.mails.filter(({ to }) => to === 'carl@i.test')).toEqual([])
    expect(faults).toEqual([])
  })

  it('[SYNC-3] what is not accepted is told with the reason, can be corrected, and let go', async () => {
    const anna = await world.profile()
    await openSignedIn(anna.page, world.server, 'anna@j.test')
    await foundOrganization(anna.page, { name: 'Northwind J', person: 'Anna Berg' })
    await openUsers(anna.page)
    await inviteByPage(anna.page, 'bob@j.test')
    const tab = await anna.context.newPage()
    await tab.goto(`${world.server.url}/users?tab=pending`)
    await tab.getByRole('row', { name: /bob@j\.test/ }).waitFor()
    expect(await tab.getByRole('status').getByText('All saved').count()).toBe(1)
  })
})
