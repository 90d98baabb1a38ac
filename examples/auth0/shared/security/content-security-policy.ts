/** What a page may do beyond its own origin; everything else is refused. */
export interface ContentSources {
  /** Where a form may end up, redirects included: the provider's sign-in and sign-out. */
  formAction?: readonly string[]
  /** What the page's scripts may talk to. */
  connect?: readonly string[]
  /** Where its pictures come from. */
  img?: readonly string[]
  /** Styles that carry no nonce, by their hashes. */
  style?: readonly string[]
  /** What its workers are made of. */
  worker?: readonly string[]
  /** Whether scripts may put styles without the nonce into the page, as some providers' forms do. */
  inlineStyles?: boolean
}

/**
 * The Content-Security-Policy of one page. Only scripts that carry the nonce run, and what they load.
 * In development React needs `eval` for its error messages and Next's overlay inline styles.
 */
export function contentSecurityPolicy(
  nonce: string,
  {
    formAction = [],
    connect = [],
    img = [],
    style = [],
    worker = [],
    inlineStyles = false,
  }: ContentSources,
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
    'style-src': [
      "'self'",
      ...(isDevelopment || inlineStyles ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`, ...style]),
    ],
    'connect-src': ["'self'", ...connect],
    ...(img.length > 0 && { 'img-src': ["'self'", ...img] }),
    ...(worker.length > 0 && { 'worker-src': ["'self'", ...worker] }),
    'form-action': ["'self'", ...formAction],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}

/** The nonce in a page's policy; undefined where it has none. */
export function readNonce(policy: string | null): string | undefined {
  return /'nonce-([^']+)'/.exec(policy ?? '')?.[1]
}
