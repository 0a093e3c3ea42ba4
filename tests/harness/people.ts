import type { Page } from 'playwright-core'

/** Goes to the users list by the navigation. */
export async function openUsers(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Users', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor()
}

/** On the users list: invites an address by the dialog. */
export async function inviteByPage(
  page: Page,
  email: string,
  { role, workspace }: { role?: string; workspace?: string } = {},
): Promise<void> {
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Email address').fill(email)
  if (role) await dialog.getByRole('radio', { name: role, exact: true }).check()
  if (workspace) {
    await dialog.getByRole('combobox', { name: 'Add a workspace' }).click()
    await dialog.getByRole('option', { name: workspace }).click()
  }
  await dialog.getByRole('button', { name: 'Send the invitation' }).click()
  await page.getByText(`${email} is invited.`).waitFor()
}
