import { expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { Company } from '../harness/company.ts'
import { openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

it('[ROLE-15] an Agent asks for what they may not, an Admin sees what would happen and says yes, and it is done', async () => {
  const company = await Company.found(world.server)
  await company.add('ben', 'Ben Okafor', { levels: { Sales: 'agent' } })
  await company.add('carla', 'Carla Rossi', { levels: { Sales: 'agent' } })
  const story = { server: world.server, browser: world.browser, company }
  const carla = `/users/${company.person('carla').userId}`
  const [ben, ada] = [await openAs(story, 'ben', carla), await openAs(story, 'ada')]
  const step = ben.locator('.user-steps__step', { hasText: 'Block now' })
  await step.getByRole('button', { name: 'Ask somebody who may' }).click()
  await step.getByText('You asked somebody who may.').waitFor()

  await ada.getByRole('link', { name: /Requests/ }).click()
  await ada.getByRole('heading', { name: 'Block Carla Rossi' }).waitFor()
  await ada.getByText('Ben Okafor asks').waitFor()
  await ada.getByText('active').waitFor()
  expect(await seriousFindings(ada)).toEqual([])
  await ada.getByRole('button', { name: 'Say yes: do it in my name' }).click()
  await ada.getByText('Ada Amin said yes.').waitFor()

  await ben.getByRole('link', { name: /Requests/ }).click()
  await ben.getByText('Ada Amin said yes.').waitFor()
  await ada.goto(`${world.server.url}${carla}`)
  await ada.getByText('as Ben Okafor asked').waitFor()
  await ada.getByRole('button', { name: 'Unblock' }).waitFor()
})
