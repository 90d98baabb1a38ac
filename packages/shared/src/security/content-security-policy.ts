/** What a page may do beyond its own origin; everything else is refused. */
export interface ContentSources {
  /** Where a form may end up, redirects included: the provider's sign-in and sign-out. */
  formAction?: readonly string[]
  /** What the page's scripts may talk to. */
  connect?: readonly string[]
  /** Whether scripts may put styles without the nonce into the page, as some providers' forms do. */
  inlineStyles?: boolean
}

/**
 * The Content-Security-Policy of one page. Only scripts that carry the nonce run, and what they load.
 * In development React needs `eval` for its error messages and Next's overlay inline styles.
 */
export function contentSecurityPolicy(
  nonce: string,
  { formAction = [], connect = [], inlineStyles = false }: ContentSources,
  isDevelopment: boolean,
): string {
  const directives = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", isDevelopment || inlineStyles ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    'connect-src': ["'self'", ...connect],
    'form-action': ["'self'", ...formAction],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}
