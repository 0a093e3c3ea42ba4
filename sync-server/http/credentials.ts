import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../shared/domain/decide/decision.ts'
import { type Session, SESSION_DAYS, sessionOf } from '../auth/sessions.ts'
import type { Config } from '../config.ts'
import { refused } from './refusal.ts'
import type { Served } from './served.ts'

/** Browsers take the prefix `__Host-` only over https; with it no other site or path can set or see the cookie. */
const sessionCookie = (config: Config) => (config.secure ? '__Host-handover' : 'handover')
const codeCookie = (config: Config) => (config.secure ? '__Host-handover-code' : 'handover-code')

const knownCookie = (config: Config) => (config.secure ? '__Host-handover-known' : 'handover-known')
const openIdCookie = (config: Config) => (config.secure ? '__Host-handover-openid' : 'handover-openid')

/** The bearer token of an extension or a program, or null. */
export function bearerOf(request: FastifyRequest): string | null {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ')
  return scheme?.toLowerCase() === 'bearer' && token ? token : null
}

/** The session of a request; null without one. A token of its own counts before a cookie, and the extension's origin has no cookie. */
export async function sessionOfRequest(served: Served, request: FastifyRequest): Promise<Session | null> {
  const bearer = bearerOf(request)
  if (bearer !== null) {
    const session = await sessionOf(served, bearer)
    return session?.kind === 'extension' ? session : null
  }
  if (request.headers.origin === served.config.extensionOrigin) return null
  const token = request.cookies[sessionCookie(served.config)]
  if (!token) return null
  const session = await sessionOf(served, token)
  return session?.kind === 'web' ? session : null
}

/** The session of a request, or null after 401 was sent. */
export async function signedIn(
  served: Served,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session | null> {
  const session = await sessionOfRequest(served, request)
  if (!session) void refused(reply, 401, refuse('not-signed-in', 'Sign in first.'))
  return session
}

const cookie = (config: Config, maxAgeSeconds: number) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: config.secure,
  maxAge: maxAgeSeconds,
})

export const setSessionCookie = (reply: FastifyReply, config: Config, token: string) =>
  reply.setCookie(sessionCookie(config), token, cookie(config, SESSION_DAYS * 86_400))

export const clearSessionCookie = (reply: FastifyReply, config: Config) =>
  reply.clearCookie(sessionCookie(config), cookie(config, 0))

/** Binds a code to the browser that asked for it. */
export const setCodeCookie = (reply: FastifyReply, config: Config, binding: string) =>
  reply.setCookie(codeCookie(config), binding, cookie(config, 15 * 60))

export const codeBindingOf = (request: FastifyRequest, config: Config): string | undefined =>
  request.cookies[codeCookie(config)]

/** Tells that this browser has signed in with an address before, for the limit on codes to it. */
export const setKnownBrowserCookie = (reply: FastifyReply, config: Config, known: string) =>
  reply.setCookie(knownCookie(config), known, cookie(config, 365 * 86_400))

export const knownBrowserOf = (request: FastifyRequest, config: Config): string | undefined =>
  request.cookies[knownCookie(config)]

/** Binds a sign-in at the OpenID provider to the browser that began it. */
export const setOpenIdCookie = (reply: FastifyReply, config: Config, binding: string) =>
  reply.setCookie(openIdCookie(config), binding, cookie(config, 15 * 60))

export const openIdBindingOf = (request: FastifyRequest, config: Config): string | undefined =>
  request.cookies[openIdCookie(config)]

export const clearOpenIdCookie = (reply: FastifyReply, config: Config) =>
  reply.clearCookie(openIdCookie(config), cookie(config, 0))

export const clearCodeCookie = (reply: FastifyReply, config: Config) =>
  reply.clearCookie(codeCookie(config), cookie(config, 0))
