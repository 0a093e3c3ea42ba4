import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFocused, startGallery, type Gallery } from './open-gallery.ts'

let gallery: Gallery
let page: Page

beforeAll(async () => {
  gallery = await startGallery()
  page = (await gallery.open()).page
})

afterAll(() => gallery?.close())

const active = () =>
  page.evaluate(() => document.activeElement?.textContent ?? document.activeElement?.tagName)

describe('dialog, menu and messages with the keyboard', () => {
  it('Menu: arrows, letters and Home move, Enter chooses, Escape returns to the button', async () => {
    const button = page.locator('#overlays').getByRole('button', { name: 'More about Anna Berg' })
    await button.focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(active).toBe('Resend the invitation')
    await page.keyboard.press('ArrowUp')
    await expect.poll(active).toBe('Deactivate…')
    await page.keyboard.press('Home')
    await expect.poll(active).toBe('Resend the invitation')
    await page.keyboard.press('d')
    await expect.poll(active).toBe('Deactivate…')
    await page.keyboard.press('Escape')
    await expect.poll(() => isFocused(button)).toBe(true)
    expect(await button.getAttribute('aria-expanded')).toBe('false')

    await page.keyboard.press('Enter')
    await expect.poll(active).toBe('Resend the invitation')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter') // off, with a reason: stays open
    expect(await page.locator('#menu-chosen').textContent()).toBe('nothing yet')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('#menu-chosen').textContent()).toBe('deactivate')
    expect(await isFocused(button)).toBe(true)
  })

  it('Dialog: focus goes in, stays in, Escape closes and gives it back', async () => {
    const opener = page.getByRole('button', { name: 'Open a form' })
    await opener.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Invite people' })
    await expect.poll(() => isFocused(dialog.getByRole('textbox', { name: 'Address' }))).toBe(true)
    const inside: boolean[] = []
    for (let times = 0; times < 12; times += 1) {
      await page.keyboard.press('Tab')
      inside.push(
        await page.evaluate(
          () =>
            document.activeElement === document.body || Boolean(document.activeElement?.closest('dialog')),
        ),
      )
    }
    expect(inside.every(Boolean)).toBe(true)
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.isVisible()).toBe(false)
    await expect.poll(() => isFocused(opener)).toBe(true)
  })

  it('Dialog: Escape closes an open list first, and Enter in an input goes on', async () => {
    await page.getByRole('button', { name: 'Open a form' }).click()
    const dialog = page.getByRole('dialog', { name: 'Invite people' })
    await dialog.getByRole('combobox', { name: 'Same as' }).click()
    await page.keyboard.press('Escape')
    await expect
      .poll(() => dialog.getByRole('combobox', { name: 'Same as' }).getAttribute('aria-expanded'))
      .toBe('false')
    expect(await dialog.isVisible()).toBe(true)
    await dialog.getByRole('textbox', { name: 'Address' }).press('Enter')
    await expect.poll(() => dialog.isVisible()).toBe(false)
  })

  it('Dialog: what was typed is dropped neither by one Escape nor by a click beside it', async () => {
    await page.getByRole('button', { name: 'Open a form' }).click()
    const dialog = page.getByRole('dialog', { name: 'Invite people' })
    const address = dialog.getByRole('textbox', { name: 'Address' })
    const warning = dialog.getByText('What you typed is not saved yet.')
    await address.pressSequentially('anna@')
    await page.mouse.click(5, 450)
    await warning.waitFor()
    await page.mouse.click(5, 450)
    await address.fill('anna@acme.test')
    await warning.waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await warning.waitFor()
    expect(await address.inputValue()).toBe('anna@acme.test')
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Open a form' }).click()
    await dialog.waitFor()
    await page.keyboard.press('Escape') // what stood there at opening is nobody's loss
    await expect.poll(() => dialog.isVisible()).toBe(false)
  })

  it('Dialog: one that must be answered does not close on Escape, however often', async () => {
    await page.getByRole('button', { name: 'Open a question' }).click()
    const dialog = page.getByRole('dialog', { name: 'Block Anna now?' })
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(true)
    await dialog.getByRole('button', { name: 'Keep Anna in' }).click()
    await expect.poll(() => dialog.isVisible()).toBe(false)
  })

  it('Toast: goes by itself, but not while it is hovered or has the focus', async () => {
    const { page: fresh } = await gallery.open()
    await fresh.clock.install()
    const toast = fresh.getByRole('region', { name: 'Messages' }).getByText('Anna was blocked.')
    await fresh.getByRole('button', { name: 'With undo' }).click()
    await toast.hover()
    await fresh.clock.runFor(1000) // what the hovering sets off waits for a frame of this clock
    await fresh.clock.fastForward(60_000)
    expect(await toast.isVisible()).toBe(true)
    await fresh.mouse.move(1000, 10)
    await fresh.getByRole('button', { name: 'Undo' }).last().focus()
    await fresh.clock.runFor(1000)
    await fresh.clock.fastForward(60_000)
    expect(await toast.isVisible()).toBe(true)
    await fresh.getByRole('searchbox').first().focus()
    await fresh.clock.runFor(1000)
    await fresh.clock.fastForward(9000)
    await expect.poll(() => toast.count()).toBe(0)
    await fresh.context().close()
  })
})
