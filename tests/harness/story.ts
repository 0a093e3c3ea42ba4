import type { Page } from 'playwright-core'
import { newId } from '../../shared/replica/ids.ts'
import type { ProfileOptions, TestBrowser } from './browser.ts'
import type { Company } from './company.ts'
import type { HandoverServer } from './server.ts'
import { openSignedIn } from './sign-in.ts'

/** What a browser story is told with: the server, a browser, and the company in it. */
export interface Story {
  server: HandoverServer
  browser: TestBrowser
  company: Company
}

/** A page of somebody's own browser profile, signed in, at a path of the app. */
export async function openAs(
  { server, browser, company }: Story,
  who: string,
  path = '/',
  options: ProfileOptions = {},
): Promise<Page> {
  const { page } = await browser.profile(options)
  await openSignedIn(page, server, company.person(who).email, path)
  await page.locator('h1').first().waitFor()
  return page
}

/** Types into a chooser and takes the option. */
export async function choose(page: Page, field: string | RegExp, name: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).fill(name)
  await page.getByRole('option', { name: new RegExp(name) }).click()
}

/** A folder with one text field, City. */
export async function createFolder({ company }: Story, workspace: string, name: string): Promise<string> {
  const folderId = newId('folder')
  const fields = [
    { id: 'city', name: 'City', type: 'text' },
    { id: 'phone', name: 'Phone', type: 'phone' },
  ]
  const workspaceId = company.workspaces[workspace]
  await company.command('ada', 'folder.create', { folderId, workspaceId, name, fields, stage: null })
  return folderId
}

/** The path of a folder's page. */
export const folderPath = ({ company }: Story, workspace: string, folderId: string): string =>
  `/w/${company.workspaces[workspace]}/f/${folderId}`

/** Adds a record on the folder's page, as whose page it is, and waits until it is saved. */
export async function addRecord(
  story: Story,
  page: Page,
  workspace: string,
  folderId: string,
  title: string,
) {
  await page.goto(`${story.server.url}${folderPath(story, workspace, folderId)}`)
  await page.getByRole('button', { name: 'New', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(title)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await page.getByText(title).first().waitFor()
  await page.getByText('All saved').waitFor()
}
