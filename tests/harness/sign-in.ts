import type { Page } from 'playwright-core'
import { newId } from '../../shared/replica/ids.ts'
import { createSession, type Reply, type Session } from '../../shared/replica/session.ts'
import type { HandoverServer } from './server.ts'

/** Signs in on the page as it is, by typing the address (unless it is given) and the mailed code. Ends when the form is gone. */
export async function signIn(page: Page, server: HandoverServer, email: string): Promise<void> {
  const address = page.getByLabel('Your email address')
  await address.waitFor()
  if (!(await address.inputValue())) await address.fill(email)
  const before = server.smtp.mails.length
  await page.getByRole('button', { name: 'Send me a code' }).click()
  const code = page.getByLabel('Code from the mail')
  await code.waitFor()
  await code.fill(await server.codeFor(email, before))
  await code.waitFor({ state: 'detached' })
}

/** Signs this browser profile in, with a mailed code but without the forms, and opens the app at a path. */
export async function openSignedIn(
  page: Page,
  server: HandoverServer,
  email: string,
  path = '/',
): Promise<void> {
  const session = sessionOf(page, server)
  const before = server.smtp.mails.length
  const { codeId } = answerOf(await session.requestCode({ email }))
  answerOf(await session.signIn({ codeId, code: await server.codeFor(email, before) }))
  await page.goto(server.url + path)
}

/** Founds an organization as whoever is signed in in this profile, without the form, and opens it at a path. */
export async function openFounded(
  page: Page,
  server: HandoverServer,
  { name, person, workspace = 'Sales' }: { name: string; person: string; workspace?: string },
  path = '/',
): Promise<Founded> {
  const ids = {
    organizationId: newId('organization'),
    workspaceId: newId('workspace'),
    userId: newId('user'),
    portfolioId: newId('portfolio'),
  }
  answerOf(
    await sessionOf(page, server).found({
      ...ids,
      commandId: newId('command'),
      userName: person,
      name,
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      workspaceName: workspace,
      tasksFolderId: newId('folder'),
    }),
  )
  await page.goto(server.url + path)
  if (path === '/') await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
  return ids
}

export interface Founded {
  organizationId: string
  workspaceId: string
  userId: string
  portfolioId: string
}

/** On the start page: founds an organization and waits until it is open. */
export async function foundOrganization(
  page: Page,
  { name, person, workspace = 'Sales' }: { name: string; person: string; workspace?: string },
): Promise<void> {
  await page.getByRole('button', { name: 'Create an organization' }).click()
  await page.getByLabel('Name of the organization').fill(name)
  await page.getByLabel('Your name').fill(person)
  await page.getByLabel('First workspace').fill(workspace)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
}

/** On the start page: the demo organization, open. */
export async function openDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try a demo organization' }).click()
  await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
}

/** The HTTP API as this browser profile asks it, with its cookies. */
export function sessionOf(page: Page, server: HandoverServer): Session {
  const ask = async (url: string, { method = 'GET', headers, body }: RequestInit = {}) => {
    const reply = await page.request.fetch(url, {
      method,
      // As the app's own page would ask: a write from no page at all is refused.
      headers: { ...(headers as Record<string, string>), origin: server.url },
      ...(typeof body === 'string' && { data: body }),
    })
    return new Response(await reply.text(), { status: reply.status() })
  }
  return createSession(server.url, { kind: 'cookie' }, ask as typeof fetch)
}

/** What the server answered; throws what else came. */
export function answerOf<T>(reply: Reply<T>): T {
  if (reply.status !== 'ok') throw new Error(JSON.stringify(reply))
  return reply.answer
}
