import { expect, it } from 'vitest'
import { useWorld } from '../harness/world.ts'

/** No mail server: mails stay on a page of this machine. */
const world = useWorld({ SMTP_URL: '' })

it('leads to the outbox page for the code, on a server without a mail server', async () => {
  const { page, context } = await world.profile()
  await page.goto(world.server.url)
  await page.getByLabel('Your email address').fill('anna@l.test')
  await page.getByRole('button', { name: 'Send me a code' }).click()
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Open the outbox' }).click()
  const outbox = await opened
  const mail = outbox.getByRole('link', { name: /is your Handover code/ })
  await mail.waitFor()
  const code = /\d{8}/.exec((await mail.textContent()) ?? '')?.[0] ?? ''
  expect(world.server.smtp.mails).toEqual([])

  await page.getByLabel('Code from the mail').fill(code)
  await page.getByRole('heading', { name: 'Welcome to Handover' }).waitFor()
})
