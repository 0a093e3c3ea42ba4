import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { launchBrowser, type TestBrowser } from '../harness/browser.ts'
import { Company } from '../harness/company.ts'
import { newId } from '../../shared/replica/ids.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { addRecord, choose, createFolder, folderPath, openAs } from '../harness/story.ts'

let server: HandoverServer
let browser: TestBrowser
let company: Company
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startHandover(), launchBrowser()])
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const story = () => ({ server, browser, company })

describe('handing over everything, in the app', () => {
  beforeAll(async () => {
    company = await Company.found(server)
    await company.add('anna', 'Anna Berg', { levels: { Sales: 'agent', Service: 'agent' } })
    await company.add('ben', 'Ben Cole', { levels: { Sales: 'agent' } })
    await company.add('carl', 'Carl Dahl', { levels: { Sales: 'manager' } })
  })

  it('[HAND-1] [HAND-6] [HAND-11] [HAND-12] [HAND-16] [HAND-24] [LIFE-2] previews, runs, reports the same counts, locks the leaver, and undoes', async () => {
    const deals = await createFolder(story(), 'Sales', 'Deals')
    const tickets = await createFolder(story(), 'Service', 'Tickets')
    const anna = await openAs(story(), 'anna')
    await addRecord(story(), anna, 'Sales', deals, 'Harbour crane')
    await addRecord(story(), anna, 'Sales', deals, 'Second crane')
    await addRecord(story(), anna, 'Service', tickets, 'Broken hook')

    const ada = await openAs(story(), 'ada', '/handovers/new')
    await ada.getByText('Another person takes over').click()
    await choose(ada, 'From whom', 'Anna Berg')
    await choose(ada, 'Who takes over', 'Ben Cole')
    await ada.getByText('3 items in all').waitFor()
    await ada.reload() // who was chosen stands in the address
    await ada.getByText('Leaves', { exact: true }).click()
    await ada.getByRole('heading', { name: 'What moves to Ben Cole' }).waitFor()
    await ada.getByText('3 items in all').waitFor()
    const preview = await ada.getByRole('main').innerText()
    expect(preview).toMatch(/Sales\s+2/)
    expect(preview).toMatch(/Service\s+1/)
    expect(preview).toContain('Ben Cole is let into Service (as Agent)')
    expect(preview).toContain('Gmail mail, calendar, Drive and contacts do not move')
    expect(await seriousFindings(ada)).toEqual([])

    await ada.getByRole('button', { name: 'Hand over 3 items to Ben Cole' }).click()
    await ada.getByRole('heading', { name: 'What moved to Ben Cole' }).waitFor()
    const report = await ada.getByRole('main').innerText()
    expect(report).toMatch(/Sales\s+2/)
    expect(report).toMatch(/Service\s+1/)
    expect(await seriousFindings(ada)).toEqual([])

    // Her open page locks, and says why.
    await anna.getByText(/Your access to .*Acme.* has ended/).waitFor()
    expect(await anna.getByText('Broken hook').count()).toBe(0)

    const mail = await server.mailTo(company.person('ben').email, /Anna Berg/)
    expect(mail.text).toContain('Deals')
    expect(mail.text).toContain('Tickets')

    const ben = await openAs(story(), 'ben', folderPath(story(), 'Service', tickets))
    await ben.getByRole('link', { name: 'Broken hook' }).waitFor()
    await addRecord(story(), ben, 'Sales', deals, 'Ben’s own')

    await ada.getByRole('button', { name: 'Undo' }).click()
    await ada.getByText('Undone', { exact: true }).waitFor()
    await ada.goto(`${server.url}/users/${company.person('anna').userId}`)
    await ada.getByText('Active', { exact: true }).first().waitFor()
    await ada.goto(`${server.url}${folderPath(story(), 'Sales', deals)}`)
    const row = (title: string) => ada.getByRole('row', { name: new RegExp(title) })
    await row('Harbour crane').getByText('Anna Berg').waitFor()
    await row('Ben’s own').getByText('Ben Cole').waitFor()
  })

  it('[HAND-3] takes over what nobody looks after', async () => {
    const portfolioId = newId('portfolio')
    await company.command('ada', 'portfolio.create', {
      portfolioId,
      workspaceId: company.workspaces.Sales,
      label: 'employee 7',
    })
    const ada = await openAs(story(), 'ada', '/handovers/new?kind=person&from=nobody')
    await choose(ada, 'Who takes over', 'Carl Dahl')
    await ada.getByText('employee 7').waitFor()
    await ada.getByRole('button', { name: /^Hand over/ }).click()
    await ada.getByText('Done', { exact: true }).first().waitFor()
    await ada.getByRole('heading', { name: 'What nobody looked after to Carl Dahl' }).waitFor()
  })

  it('[HAND-24] leaves a part with nobody where the receiver is not let in, and takes that back', async () => {
    const ada = await openAs(
      story(),
      'ada',
      `/handovers/new?kind=person&from=${company.person('anna').userId}&to=${company.person('carl').userId}`,
    )
    const question = ada.getByRole('group', { name: /Carl Dahl is not in Service/ })
    await question.getByText('Leave them with nobody').click()
    await ada.getByRole('heading', { name: 'What nobody will look after' }).waitFor()
    expect(await ada.getByRole('main').innerText()).toMatch(
      /Nobody looks after the items in Service from then on: .* left by Anna Berg/,
    )
    expect(await seriousFindings(ada)).toEqual([])
    await ada.getByRole('button', { name: /^Hand over \d+ items? to Carl Dahl/ }).click()
    await ada.getByRole('heading', { name: 'What nobody looks after since' }).waitFor()
    const report = await ada.getByRole('main').innerText()
    expect(report).toMatch(/What moved to Carl Dahl\s+2 items in all/)
    await ada.getByRole('button', { name: 'Undo' }).click()
    await ada.getByText('Undone', { exact: true }).waitFor()
  })

  it('[ROLE-5] the only Admin is told why a second is wise, until there is one', async () => {
    const ada = await openAs(story(), 'ada', '/users')
    await ada.getByText('You are the only Admin').waitFor()
    await company.command('ada', 'user.set-role', { userId: company.person('carl').userId, role: 'admin' })
    await ada.getByText('You are the only Admin').waitFor({ state: 'detached' })
    await company.command('ada', 'user.set-role', { userId: company.person('carl').userId, role: 'member' })
  })

  it('[ROLE-11] offers it only to those who may, and says who may', async () => {
    const ben = await openAs(story(), 'ben', '/handovers/new?kind=person')
    await ben.getByRole('combobox', { name: 'From whom' }).fill('Carl')
    const option = ben.getByRole('option', { name: /Carl Dahl/ })
    await option.waitFor()
    expect(await option.getAttribute('aria-disabled')).toBe('true')
    expect(await option.innerText()).toMatch(/Admin/)
  })
})
