import { type NextMiddleware, NextRequest, NextResponse } from 'next/server'
import { isLoopback } from './env'

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

const HEADER = 'Content-Security-Policy'

/** Load balancers ask these, also while variables are missing. */
const HEALTH_CHECKS = ['/api/health', '/api/health/ready']

/** Two years, for this host alone: others of the domain may not be yours. */
const STRICT_TRANSPORT = 'max-age=63072000'

/**
 * For `proxy.ts`: answers a request with a Content-Security-Policy of its own. Next reads the nonce
 * from the header of the *request* that reaches the page, so `answer` must pass on the headers of the
 * request that it gets.
 *
 * No answer is kept by a cache: each is one user's, and some set a session. Health checks are not
 * given to `answer`.
 *
 * @param address The app's own. Browsers that use it over https never use http again.
 * @throws if next.config.ts sets a `basePath`.
 */
export async function withSecurityPolicy(
  request: NextRequest,
  address: string | undefined,
  sources: ContentSources,
  answer: (request: NextRequest) => ReturnType<NextMiddleware>,
): Promise<Response | NextResponse | null | undefined> {
  if (request.nextUrl.basePath) throw new Error('This app has no base path: its links begin at /.')
  const nonce = btoa(crypto.randomUUID())
  const isHealthCheck = HEALTH_CHECKS.includes(request.nextUrl.pathname)
  const policy = isHealthCheck
    ? "default-src 'none'"
    : contentSecurityPolicy(nonce, sources, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.set(HEADER, policy)
  const response = isHealthCheck
    ? pass(policy)
    : await answer(new NextRequest(request, { headers }))
  response?.headers.set(HEADER, policy)
  response?.headers.set('Cache-Control', 'no-store')
  if (address?.startsWith('https:') && !isLoopback(address)) {
    response?.headers.set('Strict-Transport-Security', STRICT_TRANSPORT)
  }
  return response ?? undefined
}

/** Passes a request on without its headers: what reads a user finds none, signed in or made up. */
const pass = (policy: string) =>
  NextResponse.next({ request: { headers: new Headers({ [HEADER]: policy }) } })
