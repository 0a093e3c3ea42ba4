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

describe('tables and long lists with the keyboard', () => {
  it('Table: a header sorts, turns round, and says so', async () => {
    const table = page.getByRole('table', { name: 'People', exact: true })
    const header = table.getByRole('columnheader', { name: 'Role' })
    const first = () => table.getByRole('row').nth(1).getByRole('cell').nth(2).textContent()
    expect(await header.getAttribute('aria-sort')).toBe('none')
    await header.getByRole('button').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending')
    expect(await first()).toBe('Admin')
    await page.keyboard.press('Enter')
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending')
    expect(await first()).toBe('User Admin')
    expect(await table.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('none')
  })

  it('Table: rows are chosen one by one or all, and a click in a row follows its link', async () => {
    const table = page.getByRole('table', { name: 'People', exact: true })
    const all = table.getByRole('checkbox', { name: 'Choose all shown' })
    expect(await all.evaluate((input: HTMLInputElement) => input.indeterminate)).toBe(true)
    await all.focus()
    await page.keyboard.press('Space')
    await expect.poll(() => table.getByRole('checkbox', { checked: true }).count()).toBe(8)
    await page.keyboard.press('Space')
    await expect.poll(() => table.getByRole('checkbox', { checked: true }).count()).toBe(0)
    await table
      .getByRole('row', { name: /Ben Okafor/ })
      .getByText('User Admin')
      .click()
    await expect.poll(() => new URL(page.url()).hash).toBe('#u2')
  })

  it('VirtualTable: arrows, End and Home move through 100,000 rows, Space chooses, Enter opens', async () => {
    const grid = page.getByRole('grid', { name: 'Everybody' })
    expect(await grid.getAttribute('aria-rowcount')).toBe('100001')
    await grid.focus()
    await page.keyboard.press('Home')
    await expect.poll(() => activeDescendant(grid)).toContain('ada.andersen.1@')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => activeDescendant(grid)).toContain('.3@northwind')
    await page.keyboard.press('Space')
    await expect.poll(() => page.locator('#chosen-count').textContent()).toBe('1')

    await page.keyboard.press('End')
    const last = grid.getByRole('row', { name: /\.100000@northwind/ })
    await expect.poll(() => last.getAttribute('aria-rowindex')).toBe('100001')
    await expect.poll(() => activeDescendant(grid)).toContain('.100000@northwind')
    await expect
      .poll(async () => {
        const [row, frame] = [await last.boundingBox(), await grid.boundingBox()]
        return row && frame ? Math.round(row.y + row.height - (frame.y + frame.height)) <= 1 : false
      })
      .toBe(true)
    expect(await grid.getByRole('row').count()).toBeLessThan(60)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('#opened').textContent()).toMatch(/^Pavel /)
    await page.keyboard.press('Home')
    await expect.poll(() => activeDescendant(grid)).toContain('ada.andersen.1@')
    expect(await isFocused(grid)).toBe(true)
  })

  it('VirtualList: Page down moves by a page and the active row stays in sight', async () => {
    const list = page.getByRole('grid', { name: 'Colleagues' })
    expect(await list.getAttribute('aria-rowcount')).toBe('100000')
    await list.focus()
    for (let times = 0; times < 5; times += 1) await page.keyboard.press('PageDown')
    const row = list.locator('.ho-virtual__row--active')
    await expect.poll(async () => Number(await row.getAttribute('aria-rowindex'))).toBeGreaterThan(15)
    await expect
      .poll(async () => {
        const [inner, outer] = [await row.boundingBox(), await list.boundingBox()]
        return inner && outer
          ? inner.y >= outer.y - 1 && inner.y + inner.height <= outer.y + outer.height + 1
          : false
      })
      .toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('#opened').textContent()).not.toMatch(/^Pavel/)
  })

  it('VirtualList: scrolling away keeps the focus and the active row', async () => {
    const list = page.getByRole('grid', { name: 'Colleagues' })
    await list.focus()
    await page.keyboard.press('Home')
    await list.evaluate((element) => element.scrollTo(0, 2_000_000))
    await expect
      .poll(() => list.getByRole('row').nth(5).getAttribute('aria-rowindex').then(Number))
      .toBeGreaterThan(1000)
    await expect.poll(() => activeDescendant(list)).toContain('ada.andersen.1@')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => activeDescendant(list)).toContain('.2@northwind')
    await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBeLessThan(1000)
  })
})
