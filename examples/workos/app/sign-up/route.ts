import { getSignUpUrl } from '@workos-inc/authkit-nextjs'
import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { safeReturnTo } from '@/shared/auth/return-to'

/** Starts a sign-up at WorkOS. Link to it with <a>: a prefetching <Link> would start one unasked. */
export async function GET(request: NextRequest) {
  const returnTo = safeReturnTo(request.nextUrl.searchParams.get('returnTo'))
  redirect(await getSignUpUrl({ returnTo }))
}
