import { handleAuth } from '@kinde-oss/kinde-auth-nextjs/server'
import { cookies } from 'next/headers'
import { NextRequest, NextResponse } from 'next/server'
import { appUrl, getUser, RETURN_TO, signInPath } from '@/auth/session'
import { safeReturnTo } from '@/lib/return-to'

type Context = RouteContext<'/api/auth/[kindeAuth]'>

/**
 * The SDK's endpoints that this app needs. The others answer 404: `setup` hands the tokens to any
 * script of the page, `health` shows visitors the app's settings. Link to these with <a>: a
 * prefetching <Link> would start a sign-in, or end a session.
 */
const endpoints = new Map(
  Object.entries({ login: start, register: start, logout: askSdk, kinde_callback: finish }),
)

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const endpoint = endpoints.get((await context.params).kindeAuth)
  return endpoint?.(request, context) ?? new Response('Page not found', { status: 404 })
}

/** Starts a sign-in or sign-up at Kinde. */
async function start(request: NextRequest, context: Context): Promise<Response> {
  // The SDK reuses the state that it finds: that of an earlier sign-in, or one on which it fails.
  const jar = await cookies()
  jar.set('ac-state-key', crypto.randomUUID())
  const returnTo = safeReturnTo(request.nextUrl.searchParams.get(RETURN_TO))
  return askSdk(request, context, { [RETURN_TO]: returnTo })
}

/** Kinde sends the user back to here with a code, which becomes a session. */
async function finish(request: NextRequest, context: Context): Promise<Response> {
  const jar = await cookies()
  // Another site may have set this cookie, so it is checked again.
  const returnTo = safeReturnTo(jar.get(RETURN_TO)?.value)
  // The SDK would go wherever it says, or fail on a value that isn't text.
  jar.delete(RETURN_TO)
  const query = request.nextUrl.searchParams
  const error = query.get('error')
  // On an error the SDK would start the sign-in again, for as long as Kinde refuses it.
  if (error === 'login_link_expired') return redirectTo(signInPath(returnTo))
  if (error) return redirectTo('/sign-in-error')
  // On a failure the SDK answers with the reason, which can hold secrets: only its status is used.
  const answer = { code: query.get('code') ?? '', state: query.get('state') ?? '' }
  const { status } = await askSdk(request, context, answer)
  const isSignedIn = status < 400 && (await getUser()) !== null
  return redirectTo(isSignedIn ? returnTo : '/sign-in-error')
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
