import { type NextMiddleware, NextRequest, NextResponse } from 'next/server'
import { envProblems } from '@/auth/env'
import { setupPage } from '@/components/setup-page'
import { isLoopback } from './env'
import { type ContentSources, contentSecurityPolicy } from './security-policy'

/** What `proxy.ts` knows of its app. */
interface App {
  /** Its own address. Browsers that use it over https never use http again. */
  address: string | undefined
  /** The paths at which a sign-in begins. */
  signInPaths: readonly string[]
  sources: ContentSources
}

const HEADER = 'Content-Security-Policy'

/** Load balancers ask these, also while variables are missing. */
const HEALTH_CHECKS = ['/api/health', '/api/health/ready']

/** Two years, for this host alone: others of the domain may not be yours. */
const STRICT_TRANSPORT = 'max-age=63072000'

/**
 * For `proxy.ts`: answers a request with a Content-Security-Policy of its own. Next reads the nonce
 * from the header of the *request* that reaches the page, so `answer` must pass on the headers of the
 * request that it gets. It gets none while a variable is missing, nor health checks.
 *
 * No answer is kept by a cache: each is one user's, and some set a session.
 *
 * @throws if next.config.ts sets a `basePath`.
 */
export async function handleRequest(
  request: NextRequest,
  { address = '', signInPaths, sources }: App,
  answer: (request: NextRequest) => ReturnType<NextMiddleware>,
): Promise<Response | NextResponse | null | undefined> {
  if (request.nextUrl.basePath) throw new Error('This app has no base path: its links begin at /.')
  const nonce = btoa(crypto.randomUUID())
  const isHealthCheck = HEALTH_CHECKS.includes(request.nextUrl.pathname)
  const policy = isHealthCheck
    ? "default-src 'none'"
    : contentSecurityPolicy(nonce, sources, process.env.NODE_ENV === 'development')

  function respond() {
    if (isHealthCheck) return pass(policy)
    const problems = envProblems()
    if (problems.length > 0) return setupPage(problems, nonce)
    const isSignIn = signInPaths.includes(request.nextUrl.pathname)
    const own = isSignIn ? toOwnAddress(request, address) : undefined
    if (own) return own
    const headers = new Headers(request.headers)
    headers.set(HEADER, policy)
    return answer(new NextRequest(request, { headers }))
  }

  const response = await respond()
  response?.headers.set(HEADER, policy)
  response?.headers.set('Cache-Control', 'no-store')
  if (address.startsWith('https:') && !isLoopback(address)) {
    response?.headers.set('Strict-Transport-Security', STRICT_TRANSPORT)
  }
  return response ?? undefined
}

/** Passes a request on without its headers: what reads a user finds none, signed in or made up. */
const pass = (policy: string) =>
  NextResponse.next({ request: { headers: new Headers({ [HEADER]: policy }) } })

/** Marks a request that was led there already: a reverse proxy may hide which address it was for. */
const MARK = 'led'

/**
 * A sign-in ends at the app's own address, and needs the cookies of its beginning. One that begins at
 * another address, such as 127.0.0.1 or www, is led there first. Of another port the cookies are the same.
 */
function toOwnAddress(
  { headers, nextUrl }: NextRequest,
  address: string,
): NextResponse | undefined {
  const { pathname, search, searchParams } = nextUrl
  const [host = ''] = (headers.get('x-forwarded-host') ?? headers.get('host') ?? '').split(',')
  const url = new URL(address)
  const isOwn =
    URL.canParse(`http://${host}`) && new URL(`http://${host}`).hostname === url.hostname
  if (isOwn || searchParams.has(MARK)) return undefined
  url.pathname = pathname
  url.search = search
  url.searchParams.set(MARK, '')
  // Not a redirect: of one to its own address Next keeps only the path.
  const sent = { Refresh: `0; url=${url}`, 'Content-Type': 'text/plain; charset=utf-8' }
  return new NextResponse(`This app is at ${url.origin}`, { headers: sent })
}
