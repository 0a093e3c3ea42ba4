import { describe, expect, it } from 'vitest'
import { Company } from '../harness/company.ts'
import { inviteByPage } from '../harness/people.ts'
import { openFounded, openSignedIn, signIn } from '../harness/sign-in.ts'
import { choose, openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

describe('inviting', () => {
  it('[INV-2] is accepted by the invited address alone; another one is told both', async () => {
    const anna = await world.profile()
    await openSignedIn(anna.page, world.server, 'anna@a.test')
    await openFounded(anna.page, world.server, { name: 'Northwind A', person: 'Anna Berg' }, '/users')
    await inviteByPage(anna.page, 'Bob@A.test', { role: 'Admin', workspace: 'Sales' })
    await anna.page.getByRole('row', { name: /Bob@A\.test/ }).waitFor()
    const link = await world.server.invitationLink('bob@a.test')

    const mallory = await world.profile()
    await openSignedIn(mallory.page, world.server, 'mallory@b.test')
    await mallory.page.goto(link)
    const told = mallory.page.getByText('This invitation is for')
    await told.waitFor()
    expect(await told.textContent()).toContain('Bob@A.test')
    expect(await told.textContent()).toContain('mallory@b.test')
    // The token is out of the address bar at once (INV-4).
    expect(new URL(mallory.page.url()).hash).toBe('')

    // In the same browser: out, and in with the right address, without the mail's link again.
    await mallory.page.getByRole('button', { name: 'Sign out, and in as Bob@A.test' }).click()
    await mallory.page.getByRole('heading', { name: 'Anna Berg invites you to Northwind A' }).waitFor()
    await signIn(mallory.page, world.server, 'Bob@A.test')
    await mallory.page.getByLabel('Your name').fill('Bob Miller')
    await mallory.page.getByRole('button', { name: 'Join Northwind A' }).click()
    await mallory.page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()

    // Anna sees it happen.
    await anna.page.getByRole('tab', { name: /Active 2/ }).click()
    await anna.page.getByRole('row', { name: /Bob Miller.*Admin/ }).waitFor()

    await mallory.page.goto(link)
    await mallory.page.getByText('Already accepted').waitFor()
  })

  it('[INV-3] sends again with a new link, the old one dies; taken back, none works', async () => {
    const anna = await world.profile()
    await openSignedIn(anna.page, world.server, 'anna@c.test')
    await openFounded(anna.page, world.server, { name: 'Northwind C', person: 'Anna Berg' }, '/users')
    await inviteByPage(anna.page, 'carl@c.test')
    const first = await world.server.invitationLink('carl@c.test')
    const mails = world.server.smtp.mails.length

    await anna.page.getByRole('button', { name: 'More about carl@c.test' }).click()
    await anna.page.getByRole('menuitem', { name: 'Send again' }).click()
    await anna.page.getByText('The link in the earlier mail no longer works.').waitFor()
    await expect.poll(() => world.server.smtp.mails.length).toBeGreaterThan(mails)
    const second = await world.server.invitationLink('carl@c.test')
    expect(second).not.toBe(first)

    const carl = await world.profile()
    await carl.page.goto(first)
    await carl.page.getByText('A newer invitation was sent.').waitFor()
    await carl.page.goto(second)
    await carl.page.getByRole('heading', { name: 'Anna Berg invites you to Northwind C' }).waitFor()

    await anna.page.getByRole('button', { name: 'More about carl@c.test' }).click()
    await anna.page.getByRole('menuitem', { name: 'Take the invitation back' }).click()
    await anna.page.getByRole('button', { name: 'Take it back' }).click()
    await anna.page.getByText('No open invitations').waitFor()
    await anna.page.getByRole('status').getByText('All saved').waitFor()
    await carl.page.reload()
    await carl.page
      .getByText(/can’t be opened|was taken back/)
      .first()
      .waitFor()
  })

  it('[INV-8] [INV-9] [INV-12] says what an address is here already, and the next step', async () => {
    const { page } = await world.profile()
    await openSignedIn(page, world.server, 'anna.berg@gmail.com')
    await openFounded(page, world.server, { name: 'Northwind D', person: 'Anna Berg' }, '/users')
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    const dialog = page.getByRole('dialog')
    // INV-7: the price is said first.
    await dialog.getByText('they take a seat: €12.00 a month').waitFor()
    const address = dialog.getByLabel('Email address')
    await address.fill('Anna.Berg@GMAIL.com ')
    await dialog.getByText('This address already belongs to Anna Berg.').waitFor()
    expect(
      await dialog.getByRole('button', { name: 'Send the invitation' }).getAttribute('aria-disabled'),
    ).toBe('true')
    await address.fill('annaberg+crm@gmail.com')
    await dialog.getByText('Looks like anna.berg@gmail.com').waitFor()
    await address.fill('sales@d.test')
    await dialog.getByText('Whoever reads it can accept the invitation.').waitFor()
    await address.fill('dora@d.test')
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    await page.getByText('dora@d.test is invited.').waitFor()

    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    await dialog.getByLabel('Email address').fill('DORA@d.test')
    await dialog.getByText('is invited already').waitFor()
    await dialog.getByRole('link', { name: 'Open, to send again' }).click()
    await page.getByRole('button', { name: 'Send the invitation again' }).waitFor()
  })

  it('[INV-1] [INV-10] [INV-13] invites many at once, the same as a colleague; who can’t be stays in the dialog', async () => {
    const company = await Company.found(world.server)
    await company.add('ben', 'Ben Okafor', { levels: { Sales: 'manager', Service: 'agent' } })
    const story = { server: world.server, browser: world.browser, company }
    const page = await openAs(story, 'ada', '/users?invite')
    const dialog = page.getByRole('dialog')
    await dialog
      .getByLabel('Email addresses')
      .fill('"Ferrer, Nora" <nora@acme.test>; otto@acme.test, ben@acme.test\npaul@')
    await dialog.getByText('2 people can be invited; 2 stay here to put right.').waitFor()
    await dialog.getByText('here already').waitFor()
    await choose(page, 'Same as', 'Ben Okafor')
    await dialog.getByText('2 workspaces were copied').waitFor()
    await dialog.getByText('No restrictions in Service').click()
    await dialog.getByRole('checkbox', { name: 'May not export' }).check()
    await dialog.getByText('The invitation as they will see it').click()
    await dialog.getByText('Ada Amin invites you to Acme on Handover').waitFor()
    await dialog.getByRole('button', { name: 'Send 2 invitations' }).click()
    await page.getByText('2 people are invited.').waitFor()
    await expect.poll(() => dialog.getByLabel('Email addresses').inputValue()).toBe('ben@acme.test\npaul@')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('tab', { name: /Pending/ }).click()
    await page.getByRole('row', { name: /Ferrer, Nora.*Sales \(Manager\), Service \(Agent\)/ }).click()
    await page.getByText('Agent · no export').waitFor()
    // The mail says what the dialog showed.
    await expect.poll(() => world.server.smtp.mails.filter(({ to }) => /nora|otto/.test(to)).length).toBe(2)
  })
})
