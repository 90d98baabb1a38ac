import { handleAuth } from '@kinde-oss/kinde-auth-nextjs/server'
import { cookies } from 'next/headers'
import { NextRequest, NextResponse } from 'next/server'
import { appUrl, getUser, RETURN_TO, signInPath } from '@/lib/auth'
import { safeReturnTo } from '@/shared/auth/return-to'

type Context = RouteContext<'/api/auth/[kindeAuth]'>

/**
 * What the app needs of the SDK's endpoints. The others do not exist here: `setup` hands the tokens
 * to any script of the page, `health` tells everybody how the app is set up.
 */
const endpoints = new Map([
  ['login', start],
  ['register', start],
  ['logout', leave],
  ['kinde_callback', finish],
])

/** Link to these with <a>: a prefetching <Link> would start a sign-in, or end a session, unasked. */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const endpoint = endpoints.get((await context.params).kindeAuth)
  return endpoint?.(request, context) ?? new Response('There is no such page.', { status: 404 })
}

/** Starts a sign-in, or a sign-up, at Kinde. */
async function start(request: NextRequest, context: Context): Promise<Response> {
  // The SDK takes the state that it finds: one of an earlier sign-in, or one on which it fails.
  const jar = await cookies()
  jar.set('ac-state-key', crypto.randomUUID())
  const returnTo = safeReturnTo(request.nextUrl.searchParams.get(RETURN_TO))
  return askSdk(request, context, { [RETURN_TO]: returnTo })
}

/** Ends the session, here and at Kinde. */
function leave(request: NextRequest, context: Context): Promise<Response> {
  return askSdk(request, context, {})
}

/** Kinde sends the user back to here with a code, which becomes a session. */
async function finish(request: NextRequest, context: Context): Promise<Response> {
  const returnTo = await takeReturnTo()
  const query = request.nextUrl.searchParams
  const error = query.get('error')
  // On an error the SDK would start the sign-in again, and again for as long as Kinde says no.
  if (error === 'login_link_expired') return redirectTo(signInPath(returnTo))
  if (error) return redirectTo('/sign-in-error')
  // On a failure it answers with its reason, in which secrets may stand.
  const answer = { code: query.get('code') ?? '', state: query.get('state') ?? '' }
  const { status } = await askSdk(request, context, answer)
  const isSignedIn = status < 400 && (await getUser()) !== null
  return redirectTo(isSignedIn ? returnTo : '/sign-in-error')
}

/** Where the sign-in was started; a cookie that somebody else may have set, so it is checked again. */
async function takeReturnTo(): Promise<string> {
  const jar = await cookies()
  const returnTo = safeReturnTo(jar.get(RETURN_TO)?.value)
  // The SDK would go wherever it says, or fail on what is no text.
  jar.delete(RETURN_TO)
  return returnTo
}

/** The SDK passes on to Kinde whatever stands in the address: it gets what is chosen here. */
function askSdk(request: NextRequest, context: Context, query: Readonly<Record<string, string>>) {
  const url = new URL(request.nextUrl.pathname, appUrl())
  url.search = new URLSearchParams(query).toString()
  const chosen = new NextRequest(url, { headers: request.headers })
  // Made here, not above: without variables, as in a build, it throws.
  return handleAuth()(chosen, context)
}

function redirectTo(path: string): Response {
  return NextResponse.redirect(new URL(path, appUrl()))
}
