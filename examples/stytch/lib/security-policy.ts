/** What a page may load, or send to, beyond its own origin. Everything else is refused. */
export type ContentSources = Partial<
  Record<'connect-src' | 'form-action' | 'img-src' | 'style-src-elem' | 'worker-src', string[]>
>

/**
 * Returns the Content-Security-Policy of one page. Only scripts with the nonce run, and what they
 * load. Style attributes run no script and are allowed. Development differs in what Next's overlay
 * needs: `eval` for its error messages, and its own `<style>` elements, which have no nonce.
 */
export function contentSecurityPolicy(
  nonce: string,
  { 'style-src-elem': styles = [], ...sources }: ContentSources,
  isDevelopment: boolean,
) {
  const evaluated = isDevelopment ? ["'unsafe-eval'"] : []
  // Browsers do not look at 'unsafe-inline' beside a nonce or a hash.
  const isInline = isDevelopment || styles.includes("'unsafe-inline'")
  const directives = {
    'default-src': [],
    'script-src': [`'nonce-${nonce}'`, "'strict-dynamic'", ...evaluated],
    'style-src-elem': isInline ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`, ...styles],
    'connect-src': [],
    'form-action': [],
    ...sources,
  }
  const own = Object.entries(directives).map(([name, list]) => [name, "'self'", ...list].join(' '))
  return `${own.join('; ')}; ${FIXED}`
}

/** The same for every page. */
const FIXED =
  "style-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** The nonce in a page's policy, or undefined if there is none. */
export const readNonce = (policy: string | null): string | undefined =>
  /'nonce-([^']+)'/.exec(policy ?? '')?.[1]
