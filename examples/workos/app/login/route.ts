import { getSignInUrl, getSignUpUrl } from '@workos-inc/authkit-nextjs'
import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { safeReturnTo } from '@/lib/return-to'

/** Starts a sign-in or sign-up at WorkOS. Link to it with <a>: a prefetching <Link> would start one. */
export async function GET({ nextUrl: { searchParams } }: NextRequest) {
  const returnTo = safeReturnTo(searchParams.get('returnTo'))
  const getUrl = searchParams.get('screen') === 'sign-up' ? getSignUpUrl : getSignInUrl
  redirect(await getUrl({ returnTo }))
}
