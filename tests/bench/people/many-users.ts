import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { newId } from '../../../sync-server/new-id.ts'
import type { DeviceWorld } from '../device/world.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const ms = (time: number) => `${Math.round(time).toLocaleString('en')} ms`

/**
 * USR-1, CSV-1: people imported from a file on the app's own screens, then the list of them: until it can be used, while
 * it scrolls, is searched in and changes. What these cost depends on how many there are only where it must.
 */
export async function manyUsers(world: DeviceWorld, count: number): Promise<void> {
  console.log(`\n${count.toLocaleString('en')} users (Chromium, the app's own screens)`)
  if (!existsSync(path.join(root, 'dist/app/index.html')))
    return console.log('      left out: the app is not built (npm run build)')
  const importer = await world.device()
  const imported = await importPeople(await importer.screen('/users/import'), count)
  console.log(
    `  import\n      ${ms(imported)} from the click to the summary: ${Math.round(count / (imported / 1_000))} people a second, each decided on its own`,
  )
  await importer.close()

  const device = await world.device()
  const page = await device.screen('/users?tab=pending')
  const first = await usable(page, count)
  const loads: number[] = []
  for (let i = 0; i < 3; i++) {
    await page.reload()
    loads.push(await usable(page, count))
  }
  const scrolled = await longFrames(page, () => scrollThrough(page))
  const typed = await searchTimes(page, count)
  const changed = await longFrames(page, () => changeSome(world, 20))
  console.log(
    [
      '  the list',
      `usable after ${ms(first)} on a new device, ${ms(loads.toSorted((a, b) => a - b)[1] ?? 0)} on one that has it`,
      `scrolling from top to end: ${scrolled.long} of ${scrolled.frames} frames over 50 ms, the longest ${ms(scrolled.longest)}`,
      `search, from the key to the rows: median ${ms(typed[typed.length >> 1] ?? 0)}, longest ${ms(typed.at(-1) ?? 0)}`,
      `20 changes of others while it is open: ${changed.long} of ${changed.frames} frames over 50 ms, the longest ${ms(changed.longest)}`,
    ].join('\n      '),
  )
  await device.close()
}

async function importPeople(page: Page, count: number): Promise<number> {
  const lines = Array.from({ length: count }, (_, i) => `Person ${nameOf(i)},p${i}@many.example`)
  await page.locator('input[type=file]').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Name,Email', ...lines].join('\n')),
  })
  const start = page.getByRole('button', { name: /^Import [\d,]+ people$/ })
  await start.waitFor({ timeout: 120_000 })
  const from = performance.now()
  await start.click()
  await page.getByText(`${count.toLocaleString('en')} people imported`).waitFor({ timeout: 1_800_000 })
  return performance.now() - from
}

const nameOf = (i: number) => `${((i * 7919) % 100_003).toString(36)} ${i}`

/** Milliseconds of the page until the list shows rows and says how many there are. */
async function usable(page: Page, count: number): Promise<number> {
  const tab = page.getByRole('tab', { name: /^Pending/ })
  const all = tab.filter({ hasText: new RegExp(`^\\D*(${count}|${count.toLocaleString('en')})\\D*$`) })
  await all.waitFor({ timeout: 300_000 })
  await page.getByRole('grid').getByRole('row').nth(3).waitFor()
  return page.evaluate(() => performance.now())
}

interface Frames {
  frames: number
  long: number
  longest: number
}

/** The times between the frames that the page drew while `work` went on. */
async function longFrames(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const times: number[] = []
    const next = (at: number) => {
      times.push(at)
      if (!('stopFrames' in globalThis)) requestAnimationFrame(next)
    }
    Reflect.deleteProperty(globalThis, 'stopFrames')
    Object.assign(globalThis, { frameTimes: times })
    requestAnimationFrame(next)
  })
  await work()
  const times = await page.evaluate(() => {
    Object.assign(globalThis, { stopFrames: true })
    return (globalThis as unknown as { frameTimes: number[] }).frameTimes
  })
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at))
  return {
    frames: gaps.length,
    long: gaps.filter((gap) => gap > 50).length,
    longest: Math.max(0, ...gaps),
  }
}

/** Seven rows a frame, from the first row to the last: as fast as a hand can fling it. */
const scrollThrough = (page: Page): Promise<void> =>
  page.getByRole('grid').evaluate(
    (grid) =>
      new Promise((done) => {
        const step = () => {
          grid.scrollTop += 400
          if (grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 1) done()
          else requestAnimationFrame(step)
        }
        step()
      }),
  )

/** Sorted; each from the input to the frame that shows what was found. */
async function searchTimes(page: Page, count: number): Promise<number[]> {
  const text = `person ${nameOf(count >> 1)}`
  const box = page.getByRole('searchbox')
  const times: number[] = []
  for (let end = 1; end <= text.length; end++)
    times.push(
      await box.evaluate(
        (input, value) =>
          new Promise<number>((done) => {
            const from = performance.now()
            ;(input as HTMLInputElement).value = value
            input.dispatchEvent(new InputEvent('input', { bubbles: true }))
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - from)))
          }),
        text.slice(0, end),
      ),
    )
  await box.fill('')
  return times.sort((a, b) => a - b)
}

/** Names of people changed by somebody else, one after the other. */
async function changeSome({ client, whose, running }: DeviceWorld, count: number): Promise<void> {
  const people = await running.store.read
    .selectFrom('users')
    .select(['user_id', 'name'])
    .where('organization_id', '=', whose.organizationId)
    .where('state', '=', 'pending')
    .limit(count)
    .execute()
  for (const { user_id: userId, name } of people)
    await client.post('/api/commands', {
      organizationId: whose.organizationId,
      commands: [{ id: newId('command'), type: 'user.rename', args: { userId, name: `Z ${name}` } }],
    })
}
