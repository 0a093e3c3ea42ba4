import type { Locator, Page } from 'playwright-core'

/** More stops than any screen has. */
const MOST = 150

/** Presses Tab until the focus is on what is meant, as somebody does who uses no mouse. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const goal = target.first()
  await goal.waitFor()
  for (let presses = 0; presses < MOST; presses++) {
    await page.keyboard.press('Tab')
    if (await goal.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab never came to ${target}`)
}

/** Tabs there and presses Enter. */
export async function tabAndEnter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** Tabs to a chooser, types, and takes the first that fits. */
export async function tabAndChoose(page: Page, field: string, name: string): Promise<void> {
  await tabTo(page, page.getByRole('combobox', { name: field }))
  await page.keyboard.type(name)
  await page.getByRole('option', { name: new RegExp(name) }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

/** Tabs to a group of choices and moves with the arrows until the one with this name is chosen. */
export async function tabAndPick(page: Page, name: string | RegExp): Promise<void> {
  const choice = page.getByRole('radio', { name })
  const group = page.getByRole('group').filter({ has: choice }).last()
  await group.waitFor()
  const inGroup = () => group.evaluate((element) => element.contains(document.activeElement))
  for (let presses = 0; presses < MOST && !(await inGroup()); presses++) await page.keyboard.press('Tab')
  for (let presses = 0; presses < 20 && !(await choice.isChecked()); presses++)
    await page.keyboard.press('ArrowDown')
  if (!(await choice.isChecked())) throw new Error(`The arrows never came to ${name}`)
}
