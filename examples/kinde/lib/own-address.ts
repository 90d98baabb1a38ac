import { type NextRequest, NextResponse } from 'next/server'

/** Marks a request that was led there already: a reverse proxy may hide which address it was for. */
const MARK = 'led'

/**
 * For `proxy.ts`: a sign-in ends at the app's own address, and needs the cookies of its beginning.
 * One that begins at another address, such as 127.0.0.1 or www, is led to the app's own first.
 *
 * @param starts The paths at which a sign-in begins.
 * @param address The app's own. Of another port the cookies are the same.
 */
export function toOwnAddress(
  { headers, nextUrl }: NextRequest,
  starts: readonly string[],
  address: string,
): NextResponse | undefined {
  const { pathname, search, searchParams } = nextUrl
  if (!starts.includes(pathname) || searchParams.has(MARK)) return undefined
  const [host = ''] = (headers.get('x-forwarded-host') ?? headers.get('host') ?? '').split(',')
  const url = new URL(address)
  if (URL.canParse(`http://${host}`) && new URL(`http://${host}`).hostname === url.hostname) {
    return undefined
  }
  url.pathname = pathname
  url.search = search
  url.searchParams.set(MARK, '')
  // Not a redirect: of one to its own address Next keeps only the path.
  const sent = { Refresh: `0; url=${url}`, 'Content-Type': 'text/plain; charset=utf-8' }
  return new NextResponse(`This app is at ${url.origin}`, { headers: sent })
}
