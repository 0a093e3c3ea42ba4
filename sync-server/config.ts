import path from 'node:path'
import { z } from 'zod'

/** Fixed by the manifest's key (extension/manifest.config.ts), wherever the extension is loaded from. */
const EXTENSION_ID = 'binbonddnooccindljcofabobmfapbif'

/** Google's issuer, as its discovery document spells it. */
export const GOOGLE = 'https://accounts.google.com'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4820),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://handover.example.com' })
    .optional(),
  DATA_DIR: z.string().min(1).default('data'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an address such as smtps://user:password@mail.example.com' })
    .optional(),
  MAIL_FROM: z.string().min(3).default('Handover <handover@localhost>'),
  EXTENSION_ID: z
    .string()
    .regex(/^[a-p]{32}$/, 'must be the 32 letters of an extension’s id')
    .default(EXTENSION_ID),
  ORIGINS: z.string().default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  RATE_LIMITS: z
    .union([z.literal('off'), z.coerce.number().positive()], { error: 'must be off or a factor such as 2' })
    .default(1),
  TRUST_PROXY: z.enum(['yes', 'no']).default('no'),
  OPENID_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://accounts.google.com' })
    .default(GOOGLE),
  OPENID_CLIENT_ID: z.string().optional(),
  OPENID_CLIENT_SECRET: z.string().optional(),
  OPENID_NAME: z.string().max(40).default('Google'),
})

/** Whose word is taken for who somebody is, beside mailed codes. */
export interface OpenIdConfig {
  /** As the provider calls itself, without a slash at the end. */
  issuer: string
  clientId: string
  clientSecret: string
  /** On the button: "Continue with Google". */
  name: string
}

export interface Config {
  port: number
  host: string
  /** Without a slash at the end. */
  publicUrl: string
  dataDir: string
  smtpUrl: string | null
  mailFrom: string
  extensionOrigin: string
  /** Exactly these may send writes; the extension's only with a bearer token. */
  origins: string[]
  logLevel: string
  /** How many times the usual limits; null: none, for tests. */
  rateLimits: number | null
  /** Believe X-Forwarded-For: only behind a proxy that sets it. */
  trustProxy: boolean
  /** Null: people sign in by mailed codes alone. */
  openId: OpenIdConfig | null
  secure: boolean
}

/** Reads the environment, or says in sentences what is wrong with it. */
export function readConfig(environment: Record<string, string | undefined>): Config | { problems: string[] } {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success)
    return { problems: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`) }
  const env = parsed.data
  const url = new URL(env.PUBLIC_URL ?? `http://localhost:${env.PORT}`)
  const extra = env.ORIGINS.split(/[\s,]+/).filter((origin) => origin !== '')
  const isPublic = !LOOPBACK.has(url.hostname) || !LOOPBACK.has(env.HOST)
  if (isPublic && env.SMTP_URL === undefined)
    return {
      problems: [
        `This server can be reached by others (${LOOPBACK.has(url.hostname) ? `HOST=${env.HOST}` : url.origin}), but it has no mail server, so nobody could sign in. ` +
          'Set SMTP_URL and MAIL_FROM; or, to try Handover on this machine alone, leave HOST and PUBLIC_URL unset.',
      ],
    }
  const openId = openIdOf(env)
  if (openId && 'problem' in openId) return { problems: [openId.problem] }
  const extensionOrigin = `chrome-extension://${env.EXTENSION_ID}`
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: url.origin,
    dataDir: path.resolve(env.DATA_DIR),
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    extensionOrigin,
    origins: [url.origin, extensionOrigin, ...extra],
    logLevel: env.LOG_LEVEL,
    rateLimits: env.RATE_LIMITS === 'off' ? null : env.RATE_LIMITS,
    trustProxy: env.TRUST_PROXY === 'yes',
    openId,
    secure: url.protocol === 'https:',
  }
}

function openIdOf(env: z.infer<typeof environmentSchema>): OpenIdConfig | { problem: string } | null {
  const { OPENID_CLIENT_ID: clientId, OPENID_CLIENT_SECRET: clientSecret } = env
  if (clientId === undefined && clientSecret === undefined) return null
  if (clientId === undefined || clientSecret === undefined)
    return {
      problem: `OPENID_CLIENT_ID and OPENID_CLIENT_SECRET belong together; ${clientId === undefined ? 'the ID' : 'the secret'} is missing.`,
    }
  const issuer = new URL(env.OPENID_ISSUER)
  if (issuer.protocol !== 'https:' && !LOOPBACK.has(issuer.hostname))
    return { problem: 'OPENID_ISSUER must begin with https://: whoever listens in could sign in as anybody.' }
  return { issuer: issuer.href.replace(/\/$/, ''), clientId, clientSecret, name: env.OPENID_NAME }
}
