import type { Page } from 'playwright-core'
import type { HandoverServer } from './server.ts'

/** Signs in on the page as it is, by typing the address (unless it is given) and the mailed code. Ends when the form is gone. */
export async function signIn(page: Page, server: HandoverServer, email: string): Promise<void> {
  const address = page.getByLabel('Your email address')
  await address.waitFor()
  if (!(await address.inputValue())) await address.fill(email)
  const before = server.smtp.mails.length
  await page.getByRole('button', { name: 'Send me a code' }).click()
  const code = page.getByLabel('Code from the mail')
  await code.waitFor()
  await code.fill(await server.codeFor(email, before))
  await code.waitFor({ state: 'detached' })
}

/** Opens the app and signs in. */
export async function openSignedIn(page: Page, server: HandoverServer, email: string): Promise<void> {
  await page.goto(server.url)
  await signIn(page, server, email)
}

/** On the start page: founds an organization and waits until it is open. */
export async function foundOrganization(
  page: Page,
  { name, person, workspace = 'Sales' }: { name: string; person: string; workspace?: string },
): Promise<void> {
  await page.getByRole('button', { name: 'Create an organization' }).click()
  await page.getByLabel('Name of the organization').fill(name)
  await page.getByLabel('Your name').fill(person)
  await page.getByLabel('First workspace').fill(workspace)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
}

/** On the start page: the demo organization, open. */
export async function openDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try a demo organization' }).click()
  await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
}
