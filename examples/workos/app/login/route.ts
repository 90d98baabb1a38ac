import { getSignInUrl, getSignUpUrl } from '@workos-inc/authkit-nextjs'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { safeReturnTo } from '@/lib/return-to'
import { isVisit } from '@/lib/sign-in'

/** No sign-in ends at these. */
const AUTH_ROUTES = ['/login', '/callback']

/** Starts a sign-in or sign-up at WorkOS. Link to it with <a>: a <Link> is no visit, and gets nothing. */
export async function GET(request: NextRequest) {
  if (!isVisit(request)) return new Response(null, { status: 204 })
  await forgetUnfinished()
  const { searchParams } = request.nextUrl
  const returnTo = safeReturnTo(searchParams.get('returnTo'), AUTH_ROUTES)
  const getUrl = searchParams.get('screen') === 'sign-up' ? getSignUpUrl : getSignInUrl
  redirect(await getUrl({ returnTo }))
}

/**
 * Each sign-in has a cookie until it ends. Of those that never did the newest four stay: with forty,
 * as of restored tabs, a browser's requests would be too large for any server.
 */
async function forgetUnfinished() {
  const jar = await cookies()
  // Browsers send the oldest first.
  const started = jar.getAll().filter(({ name }) => name.startsWith('wos-auth-verifier'))
  for (const { name } of started.slice(0, -4)) jar.delete(name)
}
