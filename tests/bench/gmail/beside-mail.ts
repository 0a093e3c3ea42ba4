import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import { gzipSync } from 'node:zlib'
import { signInToPanel, startMailUser } from '../../extension/mail-user.ts'
import { Company } from '../../harness/company.ts'
import { startHandover } from '../../harness/server.ts'
import { atMost, note } from '../goals.ts'

const EXTENSION = path.resolve(import.meta.dirname, '../../../dist/extension')
const ADA = { email: 'ada@acme.test', name: 'Ada Amin' }

/**
 * DESIGN §10: what Gmail pays for the extension, in the stand-in for Gmail of the tests: bytes in each tab, tasks that hold up its page,
 * and how soon the panel of somebody who is signed in can be used.
 */
export async function besideMail(opens: number): Promise<void> {
  console.log(`\nBeside Gmail (Chromium, the built extension, a stand-in for Gmail), opened ${opens} times`)
  if (!existsSync(path.join(EXTENSION, 'manifest.json')))
    return note('Beside Gmail nothing was measured: the extension is not built (npm run build).')
  const bytes = await bytesInGmail()
  const server = await startHandover()
  try {
    await Company.found(server)
    const user = await startMailUser({ server, accounts: [ADA] })
    try {
      const { page, panel } = await user.openInbox()
      await signInToPanel(panel, server, ADA.email)
      await usable(panel)
      await page.addInitScript(noteTasks)
      const times: number[] = []
      const tasks: number[] = []
      for (let i = 0; i < opens; i++) {
        await page.reload()
        times.push(await usable(panel))
        tasks.push(await longestTask(page))
      }
      const median = times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0
      const longest = Math.max(...tasks)
      console.log(
        [
          `      in each tab: ${bytes.toLocaleString('en')} bytes, gzipped`,
          `panel usable ${Math.round(median)} ms after it began to load (median)`,
          `longest task in Gmail's page: ${longest > 0 ? `${Math.round(longest)} ms, the stand-in's own among them` : 'none over 50 ms'}`,
        ].join('\n      '),
      )
      atMost('beside Gmail, bytes in each tab', bytes, 10_000, 'bytes')
      atMost('beside Gmail, panel usable', median, 300, 'ms')
      // The browser tells of no task up to 50 ms.
      atMost('beside Gmail, longest task in its page', Math.max(50, longest), 50, 'ms')
    } finally {
      await user.close()
    }
  } finally {
    await server.close()
  }
}

async function bytesInGmail(): Promise<number> {
  const manifest = JSON.parse(await readFile(path.join(EXTENSION, 'manifest.json'), 'utf8')) as {
    content_scripts: { js: string[] }[]
  }
  const files = manifest.content_scripts.flatMap(({ js }) => js)
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(path.join(EXTENSION, file))).length),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Milliseconds from the start of the panel's own page until it offers what can be done. */
async function usable(panel: FrameLocator): Promise<number> {
  const heading = panel.getByRole('heading', { name: 'Begin' })
  await heading.waitFor()
  return heading.evaluate(() => performance.now())
}

function noteTasks(): void {
  const tasks: number[] = []
  Object.assign(globalThis, { longTasks: tasks })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) tasks.push(entry.duration)
  }).observe({ type: 'longtask', buffered: true })
}

const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, ...(globalThis as unknown as { longTasks: number[] }).longTasks))
