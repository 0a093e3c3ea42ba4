import type { Profile } from './browser.ts'
import { Company } from './company.ts'
import { openSignedIn } from './sign-in.ts'
import type { World } from './world.ts'

/** Two Admins of one organization, Acme, each in a browser of their own; Ada Amin (who founded it) is at the users list. */
export async function twoAdmins(world: World, domain: string): Promise<{ ada: Profile; bob: Profile }> {
  const company = await Company.found(world.server, ['Sales'], domain)
  await company.add('bob', 'Bob Miller', { role: 'admin' })
  const [ada, bob] = await Promise.all([world.profile(), world.profile()])
  await openSignedIn(ada.page, world.server, `ada@${domain}`, '/users')
  await ada.page.getByRole('heading', { name: 'Users', level: 1 }).waitFor()
  await openSignedIn(bob.page, world.server, `bob@${domain}`)
  await bob.page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
  return { ada, bob }
}
