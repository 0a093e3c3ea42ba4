import type { Profile } from './browser.ts'
import { acceptInvitation, inviteByPage, openUsers } from './people.ts'
import { foundOrganization, openSignedIn } from './sign-in.ts'
import type { World } from './world.ts'

/** Two Admins of one organization, each in a browser of their own; Anna (who founded it) is at the users list. */
export async function twoAdmins(world: World, domain: string): Promise<{ anna: Profile; bob: Profile }> {
  const anna = await world.profile()
  await openSignedIn(anna.page, world.server, `anna@${domain}`)
  await foundOrganization(anna.page, { name: `Northwind ${domain}`, person: 'Anna Berg' })
  await openUsers(anna.page)
  await inviteByPage(anna.page, `bob@${domain}`, { role: 'Admin' })
  const bob = await world.profile()
  await acceptInvitation(bob.page, world.server, `bob@${domain}`, 'Bob Miller')
  return { anna, bob }
}
