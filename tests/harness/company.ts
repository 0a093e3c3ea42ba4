import type { Level } from '../../shared/domain/model/membership.ts'
import type { Role } from '../../shared/domain/model/user.ts'
import { newId } from '../../shared/replica/ids.ts'
import { createSession, type Session } from '../../shared/replica/session.ts'
import type { CommandsAnswer } from '../../shared/protocol/http.ts'
import type { HandoverServer } from './server.ts'
import { answerOf } from './sign-in.ts'

export interface CompanyPerson {
  email: string
  userId: string
  session: Session
  /** Of a device session; empty while they are pending. */
  token: string
  accountId: string
  /** Portfolio by workspace name. */
  homes: Record<string, string>
}

/**
 * An organization set up over the HTTP API in a moment, so that a browser test begins where its story does. Everybody's
 * address is `name@acme.test`, or at another domain; the founder is `ada`.
 */
export class Company {
  readonly organizationId = newId('organization')
  readonly workspaces: Record<string, string> = {}
  readonly people: Record<string, CompanyPerson> = {}
  readonly #server: HandoverServer
  readonly #domain: string

  private constructor(server: HandoverServer, domain: string) {
    this.#server = server
    this.#domain = domain
  }

  static async found(
    server: HandoverServer,
    workspaces: [string, ...string[]] = ['Sales', 'Service'],
    domain = 'acme.test',
  ): Promise<Company> {
    const company = new Company(server, domain)
    const email = `ada@${domain}`
    const signed = await company.#signIn(email)
    const { session: ada } = signed
    const [first, ...others] = workspaces
    const userId = newId('user')
    company.workspaces[first] = newId('workspace')
    company.people.ada = {
      ...signed,
      email,
      userId,
      homes: { [first]: newId('portfolio') },
    }
    answerOf(
      await ada.found({
        ...{
          commandId: newId('command'),
          organizationId: company.organizationId,
          userId,
          userName: 'Ada Amin',
        },
        ...{ name: 'Acme', timeZone: 'Europe/Berlin', currency: 'EUR', workspaceName: first },
        workspaceId: company.workspaces[first],
        tasksFolderId: newId('folder'),
        portfolioId: company.people.ada.homes[first] ?? '',
      }),
    )
    for (const name of others) {
      const workspaceId = newId('workspace')
      company.workspaces[name] = workspaceId
      company.people.ada.homes[name] = newId('portfolio')
      const portfolioId = company.people.ada.homes[name]
      await company.command('ada', 'workspace.create', {
        workspaceId,
        name,
        tasksFolderId: newId('folder'),
        portfolioId,
      })
    }
    return company
  }

  /** Invites `key` and accepts for them, unless they are to stay pending. */
  async add(
    key: string,
    name: string,
    {
      role = 'member',
      levels = {},
      pending,
    }: { role?: Role; levels?: Record<string, Level>; pending?: true } = {},
  ): Promise<void> {
    const email = `${key}@${this.#domain}`
    const userId = newId('user')
    const invitationId = newId('invitation')
    const homes = Object.fromEntries(Object.keys(levels).map((workspace) => [workspace, newId('portfolio')]))
    const workspaces = Object.entries(levels).map(([workspace, level]) => ({
      workspaceId: this.workspaces[workspace],
      level,
      restrictions: [],
      portfolioId: homes[workspace],
    }))
    await this.command('ada', 'user.invite', { userId, invitationId, email, name, role, workspaces })
    const signed = pending
      ? { session: this.#session(''), token: '', accountId: '' }
      : await this.#signIn(email)
    this.people[key] = { ...signed, email, userId, homes }
    if (!pending)
      answerOf(await signed.session.accept({ id: invitationId, commandId: newId('command'), name }))
  }

  /** Whoever reads this address signs in with it and accepts what it is invited to. */
  async accept(email: string): Promise<void> {
    const { session } = await this.#signIn(email)
    const [invitation] = answerOf(await session.me()).invitations
    if (!invitation) throw new Error(`no invitation for ${email}`)
    answerOf(await session.accept({ id: invitation.id, commandId: newId('command') }))
  }

  person(key: string): CompanyPerson {
    const person = this.people[key]
    if (!person) throw new Error(`nobody called ${key}`)
    return person
  }

  /** Sends a command that must be accepted. */
  async command(by: string, type: string, args: unknown): Promise<void> {
    const command = { id: newId('command'), type, args }
    const { answers } = answerOf(
      await this.person(by).session.post<CommandsAnswer>('/api/commands', {
        organizationId: this.organizationId,
        commands: [command],
      }),
    )
    const [answer] = answers
    if (answer?.status !== 'accepted') throw new Error(`${type}: ${JSON.stringify(answer)}`)
  }

  #session(token: string): Session {
    const { url } = this.#server
    return createSession(url, { kind: 'token', token }, fromOwnPage(url))
  }

  async #signIn(email: string): Promise<Pick<CompanyPerson, 'session' | 'token' | 'accountId'>> {
    const before = this.#server.smtp.mails.length
    const nobody = this.#session('')
    const { codeId, binding } = answerOf(await nobody.requestCode({ email, device: true }))
    const code = await this.#server.codeFor(email, before)
    const { token = '', accountId } = answerOf(
      await nobody.signIn({ codeId, code, device: true, ...(binding && { binding }) }),
    )
    return { session: this.#session(token), token, accountId }
  }
}

/** As the app's own page would ask: a write from no page at all is refused. */
const fromOwnPage =
  (origin: string): typeof fetch =>
  (input, init) =>
    fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), origin } })
