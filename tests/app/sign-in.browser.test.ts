import { describe, expect, it } from 'vitest'
import { foundOrganization, openSignedIn, signIn } from '../harness/sign-in.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

describe('signing in', () => {
  it('takes the mailed code, counts wrong ones, and founds an organization', async () => {
    const { page, faults } = await world.profile()
    await page.goto(world.server.url)
    await page.getByLabel('Your email address').fill('anna.northwind.test')
    await page.getByRole('button', { name: 'Send me a code' }).click()
    await page.getByText('This is not an email address.').waitFor()

    await page.getByLabel('Your email address').fill('anna@northwind.test')
    await page.getByRole('button', { name: 'Send me a code' }).click()
    await page.getByText('It is good for 10 minutes').waitFor()
    const right = await world.server.codeFor('anna@northwind.test', 0)
    await page.getByLabel('Code from the mail').fill(right === '00000000' ? '00000001' : '00000000')
    await page.getByText('4 tries are left.').waitFor()

    // Coming back from the mail program to a page that was loaded anew.
    await page.reload()
    await page.getByLabel('Code from the mail').fill(`${right.slice(0, 4)} ${right.slice(4)}`)
    await page.getByRole('heading', { name: 'Welcome to Handover' }).waitFor()

    await page.getByRole('button', { name: 'Create an organization' }).click()
    await expect.poll(() => page.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin')
    expect(await page.getByLabel('Currency').inputValue()).toBe('EUR')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('Enter the name of your company.').waitFor()

    // What is typed into the form survives a reload and a step back.
    await page.getByLabel('Name of the organization').fill('North')
    await page.reload()
    await expect.poll(() => page.getByLabel('Name of the organization').inputValue()).toBe('North')
    await page.goBack()
    await page.getByRole('heading', { name: 'Welcome to Handover' }).waitFor()
    await page.goForward()
    await expect.poll(() => page.getByLabel('Name of the organization').inputValue()).toBe('North')
    await page.getByRole('button', { name: 'Back' }).click()
    await foundOrganization(page, { name: 'Northwind', person: 'Anna Berg' })
    await page.getByRole('link', { name: 'Northwind' }).waitFor()
    await page.getByRole('status').getByText('All saved').waitFor()
    await page.getByText('You are alone here so far').waitFor()

    await page.getByRole('link', { name: 'Organization' }).first().click()
    await page.getByLabel('Address').fill('Pier 1')
    await page.getByRole('link', { name: 'Home' }).first().click()
    await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
    await page.goBack()
    await page.getByText('Not saved yet').waitFor()
    expect(await page.getByLabel('Address').inputValue()).toBe('Pier 1')
    await page.getByRole('button', { name: 'As it was' }).click()
    await expect.poll(() => page.getByLabel('Address').inputValue()).toBe('')
    expect(faults).toEqual([])
  })

  it('stays signed in after a reload, on the page where one was, and signs out', async () => {
    const { page } = await world.profile()
    await openSignedIn(page, world.server, 'carla@northwind.test')
    await foundOrganization(page, { name: 'Carla’s', person: 'Carla' })
    await page.goto(`${world.server.url}/users`)
    await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor()
    await page.reload()
    await page.getByRole('row', { name: /Carla/ }).waitFor()

    await page.getByRole('button', { name: /your account/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out here' }).click()
    await page.getByRole('radio', { name: 'Delete it' }).check()
    await page.getByRole('button', { name: 'Sign out and delete the copy' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
    expect(databases.filter((name) => name?.startsWith('handover '))).toEqual([])
    await signIn(page, world.server, 'carla@northwind.test')
    await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
  })

  it('[USR-7] [SYNC-7] signs another browser out, which locks at once', async () => {
    const here = await world.profile()
    await openSignedIn(here.page, world.server, 'dora@northwind.test')
    await foundOrganization(here.page, { name: 'Dora’s', person: 'Dora' })
    const there = await world.profile()
    await openSignedIn(there.page, world.server, 'dora@northwind.test')
    await there.page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()

    await here.page.goto(`${world.server.url}/preferences`)
    await here.page.getByRole('button', { name: /^Sign out: / }).click()
    await there.page.getByText('You were signed out').waitFor()
    expect(await there.page.getByText('Workspaces').count()).toBe(0)
    const copies = () =>
      there.page.evaluate(async () =>
        (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('handover ') ? [name] : [])),
      )
    await expect.poll(copies).toEqual([])
    await there.page.getByRole('button', { name: 'Sign in' }).click()
    await signIn(there.page, world.server, 'dora@northwind.test')
    await there.page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
    await here.page.getByText('this browser, now').waitFor()
  })
})
