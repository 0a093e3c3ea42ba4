import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activeDescendant, isFocused, startGallery, type Gallery } from './open-gallery.ts'

let gallery: Gallery
let page: Page

beforeAll(async () => {
  gallery = await startGallery()
  page = (await gallery.open()).page
})

afterAll(() => gallery?.close())

describe('inputs and buttons with the keyboard', () => {
  it('Combobox: typing filters, arrows move, Enter chooses, Escape gives the choice back', async () => {
    const box = page.locator('#inputs').getByRole('combobox', { name: 'Hand over to' })
    await box.focus()
    expect(await box.getAttribute('aria-expanded')).toBe('false')
    await page.keyboard.type('okafor')
    expect(await box.getAttribute('aria-expanded')).toBe('true')
    await expect.poll(() => activeDescendant(box)).toContain('Ben Okafor')
    await page.keyboard.press('Enter')
    expect(await box.inputValue()).toBe('Ben Okafor')
    expect(await box.getAttribute('aria-expanded')).toBe('false')

    await page.keyboard.press('ArrowDown')
    await expect.poll(() => activeDescendant(box)).toContain('Ben Okafor')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => activeDescendant(box)).toContain('Carla')
    await page.keyboard.press('Escape')
    await expect.poll(() => box.getAttribute('aria-expanded')).toBe('false')
    expect(await box.inputValue()).toBe('Ben Okafor')
  })

  it('[ROLE-11] Combobox: what can\u2019t be chosen says why and is not chosen', async () => {
    const box = page.locator('#inputs').getByRole('combobox', { name: 'From' })
    await box.fill('david@northwind')
    const option = page.getByRole('listbox', { name: 'From' }).getByRole('option').first()
    await expect.poll(() => option.getAttribute('aria-disabled')).toBe('true')
    expect(await option.textContent()).toContain('Blocked: nothing can be given to them')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await expect.poll(() => box.inputValue()).toBe('Ben Okafor')
  })

  it('Combobox: many options are drawn in part, and the rest is counted', async () => {
    const box = page.locator('#inputs').getByRole('combobox', { name: 'From' })
    await box.fill('a')
    const list = page.getByRole('listbox', { name: 'From' })
    await expect.poll(() => list.getByRole('option').count()).toBe(50)
    await expect.poll(() => page.getByText(/more: type to narrow the list/).count()).toBe(1)
    await page.keyboard.press('Escape')
  })

  it('[ROLE-11] Button: off with a reason can be focused, says why, and does nothing', async () => {
    const button = page.getByRole('button', { name: 'Promote to Admin' })
    await page.getByRole('button', { name: 'Deactivate', exact: true }).focus()
    await page.keyboard.press('Tab')
    expect(await isFocused(button)).toBe(true)
    const tip = page.getByRole('tooltip', { name: /Only an Admin may do this/ })
    await expect
      .poll(() => page.getByText('Only an Admin may do this. Anna Berg and 2 others can.').isVisible())
      .toBe(true)
    expect(await tip.count()).toBe(1)
    expect(await button.getAttribute('aria-describedby')).toBe(await tip.getAttribute('id'))
    await page.keyboard.press('Escape')
    await expect
      .poll(() => page.getByText('Only an Admin may do this. Anna Berg and 2 others can.').isVisible())
      .toBe(false)
  })

  it('Tabs: arrows, Home and End choose', async () => {
    await page.getByRole('tab', { name: /Active/ }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.getByRole('tabpanel').textContent()).toBe('The list of pending people.')
    await page.keyboard.press('End')
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Erased')
    await page.keyboard.press('ArrowRight')
    expect(await page.getByRole('tab', { selected: true }).textContent()).toContain('Active')
  })

  it('the skip link leads to the page', async () => {
    const { page: fresh } = await gallery.open()
    await fresh.keyboard.press('Tab')
    expect(await fresh.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page')
    await fresh.keyboard.press('Enter')
    expect(await fresh.evaluate(() => document.activeElement?.id)).toBe('main')
    await fresh.context().close()
  })

  it('CodeInput: a pasted code loses what is not a digit, and the form goes on', async () => {
    const input = page.getByRole('textbox', { name: 'Code from the mail' })
    await input.fill('Your code is 1234 5678.')
    expect(await input.inputValue()).toBe('12345678')
    await expect.poll(() => page.getByText('Got 12345678.').count()).toBe(1)
  })
})
