import { afterAll, afterEach, beforeAll } from 'vitest'
import { launchBrowser, type Profile, type TestBrowser } from './browser.ts'
import { type HandoverServer, startHandover } from './server.ts'

export interface World {
  server: HandoverServer
  browser: TestBrowser
  /** A browser profile of somebody; closed after the test. */
  profile: TestBrowser['profile']
}

/** One server and one browser for a file of tests; each test opens profiles and organizations of its own. */
export function useWorld(environment: Record<string, string> = {}): World {
  const world = {} as World
  const open: Profile[] = []
  beforeAll(async () => {
    world.server = await startHandover(environment)
    world.browser = await launchBrowser()
    world.profile = async (options) => {
      const profile = await world.browser.profile(options)
      open.push(profile)
      return profile
    }
  })
  afterEach(async () => {
    for (const profile of open.splice(0)) await profile.close()
  })
  afterAll(async () => {
    await world.browser?.close()
    await world.server?.close()
  })
  return world
}
