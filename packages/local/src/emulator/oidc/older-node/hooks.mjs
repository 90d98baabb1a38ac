const crypto = new URL('crypto.mjs', import.meta.url).href

/** Gives oidc-provider, and nobody else, a `node:crypto` that has `hash`. */
export async function resolve(specifier, context, nextResolve) {
  const isAsked = specifier === 'node:crypto' && context.parentURL?.includes('/oidc-provider/')
  return isAsked
    ? { url: crypto, format: 'module', shortCircuit: true }
    : nextResolve(specifier, context)
}
