import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'

/** DESIGN §6. The app is built to run under this: no inline script or style, no string handed to a script sink. */
export async function securityHeaders(app: FastifyInstance, config: Config): Promise<void> {
  const self = "'self'"
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': [self],
        'style-src': [self],
        'img-src': [self, 'data:', 'blob:'],
        'font-src': [self],
        'connect-src': [self, config.publicUrl.replace(/^http/, 'ws')],
        'manifest-src': [self],
        'worker-src': [self],
        'form-action': [self],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
        'require-trusted-types-for': ["'script'"],
        // The one policy: addresses of workers (app/trusted-script-url.ts).
        'trusted-types': ['handover'],
      },
    },
    strictTransportSecurity: config.secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  })
}
