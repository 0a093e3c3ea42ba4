import axe from 'axe-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startGallery, type Gallery } from './open-gallery.ts'

let gallery: Gallery

beforeAll(async () => {
  gallery = await startGallery()
})

afterAll(() => gallery?.close())

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

// Colours do not depend on the width: one look of each is all there is to see.
const looks: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light' }],
  ['dark at 360 px', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
]

describe.each(looks)('in %s', (_, options) => {
  it('axe finds nothing serious, closed or open, and nothing breaks the content security policy', async () => {
    const { page: look, problems } = await gallery.open(options)
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
    const { page: look } = await gallery.open(options)
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
