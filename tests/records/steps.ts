import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'

export interface TextFile {
  name: string
  /** Text, or bytes for a file that is none. */
  text: string | Uint8Array
}
type Chosen = string | TextFile

/** Chooses a file, by path or by its content, with the button of a file drop. */
export async function chooseFile(page: Page, file: Chosen, button = 'Choose a file'): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click(),
  ])
  if (typeof file === 'string') await chooser.setFiles(file)
  else await chooser.setFiles({ name: file.name, mimeType: 'text/csv', buffer: Buffer.from(file.text) })
}

/** From the workspace's card on the page of workspaces to the import's first step. */
export async function openImport(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: 'Workspaces' })
    .or(page.getByRole('link', { name: 'Home' }))
    .first()
    .click()
  await page
    .getByRole('link', { name: /^Import/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Import records' }).waitFor()
}

/** Chooses a file and takes what is proposed, up to the check. */
export async function proposeImport(page: Page, file: Chosen, people?: Chosen): Promise<void> {
  await chooseFile(page, file)
  await page.getByText(/can be read/).waitFor()
  await goOn(page)
  await page.getByLabel('Name of the record').waitFor()
  await goOn(page)
  await page.getByRole('group', { name: 'People' }).waitFor()
  if (people) {
    await chooseFile(page, people)
    await page.getByRole('button', { name: 'Choose another file' }).waitFor()
  }
  await goOn(page)
  await page.getByRole('group', { name: 'Check' }).waitFor()
}

export const goOn = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Continue', exact: true }).click()

/** Imports all that is new and opens the folder. */
export async function runImport(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Import ${count} `) }).click()
  await page.getByText(`${count} ${count === 1 ? 'record' : 'records'} imported`).waitFor()
  await page.getByRole('link', { name: 'Open the folder' }).click()
  await page
    .getByRole('status')
    .getByText(`${count} ${count === 1 ? 'record' : 'records'}`, { exact: true })
    .waitFor()
}

/** What a click on the button downloads, as text. */
export async function downloaded(page: Page, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return readFile(await download.path(), 'utf8')
}

/** How many the check counts, by what stands under the number. */
export async function countOf(page: Page, what: string): Promise<string> {
  const count = page.locator('.imp-count', { has: page.getByText(what, { exact: true }) })
  return count.locator('dd').innerText()
}

export const allSaved = (page: Page): Promise<void> =>
  page.getByRole('status').getByText('All saved').waitFor()
