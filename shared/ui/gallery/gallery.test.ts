import axe from 'axe-core'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveBuiltApp } from '../../../tests/browser/serve-built-app.ts'

let folder: string
let server: Awaited<ReturnType<typeof serveBuiltApp>>
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'handover-gallery-'))
  const config = path.join(import.meta.dirname, 'vite.config.ts')
  await build({ configFile: config, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  server = await serveBuiltApp(folder)
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** A fresh gallery; what the browser complains about ends up in `problems`. */
async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    bypassCSP: false,
    ...options,
  })
  const opened = await context.newPage()
  const problems: string[] = []
  opened.on('pageerror', (error) => problems.push(error.message))
  opened.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico'))
      problems.push(message.text())
  })
  await opened.goto(server.origin)
  await opened.getByRole('grid', { name: 'Everybody' }).getByRole('row').nth(3).waitFor()
  return { page: opened, problems }
}

/** Serious and critical findings of axe, in words. */
async function findings(on: Page): Promise<string[]> {
  await on.evaluate(axe.source)
  const result = await on.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  )
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    )
}

const looks: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['light at 360 px', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
  ['dark at 360 px', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
]

describe.each(looks)('in %s', (_, options) => {
  it('axe finds nothing serious, closed or open, and nothing breaks the content security policy', async () => {
    const { page: look, problems } = await open(options)
    expect(await findings(look)).toEqual([])

    await look.getByRole('button', { name: 'Open a form' }).click()
    await look.getByRole('dialog').getByRole('combobox', { name: 'Same as' }).click()
    await look.getByRole('listbox', { name: 'Same as' }).getByRole('option').first().waitFor()
    expect(await findings(look)).toEqual([])
    await look.keyboard.press('Escape')
    await look.keyboard.press('Escape')

    await look.getByRole('button', { name: 'With undo' }).click()
    await look.getByRole('button', { name: 'More about Anna Berg' }).first().click()
    await look.getByRole('menu').getByRole('menuitem').first().waitFor()
    expect(await findings(look)).toEqual([])
    expect(problems).toEqual([])
    await look.context().close()
  })

  it('nothing is wider than the window, and what is touched is 40 px high when narrow', async () => {
    const { page: look } = await open(options)
    const wide = await look.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(wide).toBe(0)
    if ((options.viewport?.width ?? 1280) > 720) return
    const low = await look.evaluate(() =>
      [
        ...document.querySelectorAll(
          'main :is(button, select, input:not([type=checkbox], [type=radio]), label, summary), nav a',
        ),
      ]
        .filter(
          (element) =>
            element.checkVisibility() &&
            !element.classList.contains('ho-table__open') &&
            !element.classList.contains('ho-person__name'),
        )
        .filter((element) => element.tagName !== 'LABEL' || element.querySelector('input'))
        .filter((element) => element.getBoundingClientRect().height < 39.5)
        .map((element) => `${element.className} ${element.getBoundingClientRect().height}`),
    )
    expect(low).toEqual([])
    await look.context().close()
  })
})

describe('with the keyboard', () => {
  const active = () =>
    page.evaluate(() => document.activeElement?.textContent ?? document.activeElement?.tagName)
  const isFocused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement)
  /** Text of the element that aria-activedescendant names. */
  const activeDescendant = (locator: Locator) =>
    locator.evaluate(
      (element) =>
        document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent ?? null,
    )

  beforeAll(async () => {
    page = (await open()).page
  })

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

  it('Tabs: arrows, Home and End choose', async () => {
    await page.getByRole('tab', { name: /Active/ }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.getByRole('tabpanel').textContent()).toBe('The list of pending people.')
    await page.keyboard.press('End')
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Erased')
    await page.keyboard.press('ArrowRight')
    expect(await page.getByRole('tab', { selected: true }).textContent()).toContain('Active')
  })

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

  it('Toast: goes by itself, but not while it is hovered or has the focus', async () => {
    const { page: fresh } = await open()
    await fresh.clock.install()
    const toast = fresh.getByRole('region', { name: 'Messages' }).getByText('Anna was blocked.')
    await fresh.getByRole('button', { name: 'With undo' }).click()
    await toast.hover()
    await fresh.clock.fastForward(60_000)
    expect(await toast.isVisible()).toBe(true)
    await fresh.mouse.move(1000, 10)
    await fresh.getByRole('button', { name: 'Undo' }).last().focus()
    await fresh.clock.fastForward(60_000)
    expect(await toast.isVisible()).toBe(true)
    await fresh.getByRole('searchbox').first().focus()
    await fresh.clock.fastForward(9000)
    await expect.poll(() => toast.count()).toBe(0)
    await fresh.context().close()
  })

  it('the skip link leads to the page', async () => {
    const { page: fresh } = await open()
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
