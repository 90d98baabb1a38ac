import { handleAuth } from '@kinde-oss/kinde-auth-nextjs/server'
import { cookies } from 'next/headers'
import { NextRequest, NextResponse } from 'next/server'
import { appUrl, getUser, idTokenNonce, RETURN_TO, signInPath } from '@/auth/session'
import { logCause } from '@/lib/log'
import { safeReturnTo } from '@/lib/return-to'
import { isFromElsewhere, isVisit, oauthError, signInError } from '@/lib/sign-in'

type Context = RouteContext<'/api/auth/[kindeAuth]'>

/**
 * The SDK's endpoints that this app needs. The others answer 404: `setup` hands the tokens to any
 * script of the page, `health` shows visitors the app's settings. Link to these with <a>: a <Link>
 * is no visit, and gets nothing.
 */
const endpoints = new Map(
  Object.entries({ login: start, register: start, logout: end, kinde_callback: finish }),
)

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const endpoint = endpoints.get((await context.params).kindeAuth)
  if (!endpoint) return new Response('Page not found', { status: 404 })
  return isVisit(request) ? endpoint(request, context) : new Response(null, { status: 204 })
}

/**
 * The cookie with the nonce of a sign-in, which its ID token has, too. The SDK sends none, and no
 * proof key either: a stolen code, put into an address with the thief's own state, would be accepted.
 */
const NONCE = 'sign-in-nonce'

/** The cookies in which the SDK keeps tokens; a long one is in several. */
const TOKENS = /^(access|id|refresh)_token\d*$/

/** Characters. With much more, a browser's requests would be too large for any server. */
const MAX_LENGTH = 12_000

/** No sign-in ends at these. */
const AUTH_ROUTES = ['/api/auth']

/** Starts a sign-in or sign-up at Kinde. */
async function start(request: NextRequest, context: Context): Promise<Response> {
  // The SDK reuses the state that it finds: that of an earlier sign-in, or one on which it fails.
  const jar = await cookies()
  jar.set('ac-state-key', crypto.randomUUID())
  const nonce = crypto.randomUUID()
  // As the SDK's own cookies are.
  const secure = process.env.NODE_ENV === 'production'
  jar.set(NONCE, nonce, { httpOnly: true, sameSite: 'lax', secure, maxAge: 3600 })
  const returnTo = safeReturnTo(request.nextUrl.searchParams.get(RETURN_TO), AUTH_ROUTES)
  return askSdk(request, context, { [RETURN_TO]: returnTo, nonce })
}

/** Kinde sends the user back to here with a code, which becomes a session. */
async function finish(request: NextRequest, context: Context): Promise<Response> {
  const jar = await cookies()
  // Another site may have set this cookie, so it is checked again.
  const returnTo = safeReturnTo(jar.get(RETURN_TO)?.value, AUTH_ROUTES)
  // The SDK would go wherever it says, or fail on a value that isn't text.
  jar.delete(RETURN_TO)
  const nonce = jar.get(NONCE)?.value
  jar.delete(NONCE)
  const query = request.nextUrl.searchParams
  const error = query.get('error')
  // On an error the SDK would start the sign-in again, for as long as Kinde refuses it.
  if (error === 'login_link_expired') return redirectTo(signInPath(returnTo))
  if (error) return redirectTo(signInError(oauthError(error) ?? 'another error'))
  const answer = { code: query.get('code') ?? '', state: query.get('state') ?? '' }
  const answered = await askSdk(request, context, answer)
  if (answered.status >= 400) return redirectTo(signInError(await causeOf(answered)))
  if (!nonce || (await idTokenNonce()) !== nonce) {
    // The code of another sign-in: its user may not know about this one.
    return forgetTokens(signInError('the code that came from Kinde is not of this sign-in'))
  }
  const length = (await tokenCookies()).reduce((sum, { value }) => sum + value.length, 0)
  if (length > MAX_LENGTH) {
    logCause('The tokens are too large for cookies. Put less into them in Kinde.', { length })
    return forgetTokens('/sign-in-error?cause=too-large')
  }
  if (await getUser()) return redirectTo(returnTo)
  return redirectTo(signInError('the tokens that came from Kinde are not for this application'))
}

/** The SDK answers a failure with a reason that can hold secrets. */
async function causeOf(answer: Response): Promise<string> {
  const text = await answer.text()
  if (text.includes('fetch failed'))
    return 'Kinde is unreachable, or KINDE_ISSUER_URL is not its address'
  return oauthError(text) ?? `Kinde’s SDK answered ${answer.status}`
}

const tokenCookies = async () => (await cookies()).getAll().filter(({ name }) => TOKENS.test(name))

/** Takes back what the SDK has just kept, and leads to a page that tells why. */
async function forgetTokens(path: string): Promise<Response> {
  const jar = await cookies()
  for (const { name } of await tokenCookies()) jar.delete(name)
  return redirectTo(path)
}

/** Ends the session, unless a link on another site led here. */
function end(request: NextRequest, context: Context): Response | Promise<Response> {
  return isFromElsewhere(request) ? redirectTo('/') : askSdk(request, context)
}

/** The SDK passes every parameter of the address on to Kinde: it gets those that are chosen here. */
function askSdk(
  request: NextRequest,
  context: Context,
  query: Record<string, string> = {},
): Promise<Response> {
  const url = new URL(request.nextUrl.pathname, appUrl())
  url.search = new URLSearchParams(query).toString()
  const chosen = new NextRequest(url, { headers: request.headers })
  // Created here: at module level it would throw in a build, which has no variables.
  return handleAuth()(chosen, context)
}

const redirectTo = (path: string) => NextResponse.redirect(new URL(path, appUrl()))
