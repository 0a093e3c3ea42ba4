interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string }
}

/** The server's policy allows this one name, and a page may create it only once (`trusted-types handover`). */
const policy = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes?.createPolicy('handover', {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin)
      throw new TypeError('a script of another origin')
    return url
  },
})

/** The address of a worker's script, of our own origin, as Trusted Types want it. */
export const trustedScriptUrl = (url: string): string => policy?.createScriptURL(url) ?? url
