import { clerkMiddleware } from '@clerk/nextjs/server'
import type { NextFetchEvent, NextRequest } from 'next/server'
import { env, frontendApiUrl } from '@/auth/env'
import { askForPage, refuseLargeSession } from '@/auth/large-session'
import { handleRequest } from '@/lib/proxy'
import type { ContentSources } from '@/lib/security-policy'

const clerkProxy = clerkMiddleware(
  () => undefined,
  () => ({
    signInUrl: '/sign-in',
    signUpUrl: '/sign-up',
    // A session token that Clerk gave to another site is not accepted. In development, another port is.
    ...(process.env.NODE_ENV === 'production' && {
      authorizedParties: [new URL(env().APP_URL).origin],
    }),
  }),
)

/** Reads Clerk's session from its cookies, and gives each page a Content-Security-Policy of its own. */
export default function proxy(request: NextRequest, event: NextFetchEvent) {
  // Clerk's handshake begins at any page, and is refused where the address isn't the app's own.
  const isPage = request.headers.get('sec-fetch-dest') === 'document'
  const signInPaths = isPage ? [request.nextUrl.pathname] : []
  const app = { address: process.env.APP_URL, signInPaths, sources: contentSources() }
  return handleRequest(request, app, async (annotated) => {
    const early = askForPage(annotated)
    if (early) return early
    const answer = await clerkProxy(withAppScheme(annotated), event)
    return refuseLargeSession(answer) ?? answer
  })
}

/**
 * The request with the scheme of this app's address. Where TLS ends in front of the app it is `http:`,
 * and not every proxy tells; Clerk sends users back to the address that its SDK makes of the request.
 */
function withAppScheme(request: NextRequest): NextRequest {
  const { protocol } = new URL(env().APP_URL)
  // In development there may be a tunnel in front of it.
  if (process.env.NODE_ENV === 'production') {
    request.headers.set('x-forwarded-proto', protocol.slice(0, -1))
  }
  return request
}

/**
 * What Clerk needs: its scripts talk to its Frontend API and keep time in a worker that they make
 * themselves, and its components show users' pictures. InsForge is here because the browser reads
 * and writes the rows.
 */
function contentSources(): ContentSources {
  return {
    'connect-src': [frontendApiUrl(), process.env.NEXT_PUBLIC_INSFORGE_URL].flatMap((url) =>
      url && URL.canParse(url) ? [new URL(url).origin] : [],
    ),
    // Both are made by the field for a code: an empty one, and one for browsers without scripts.
    'style-src-elem': [
      "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
      "'sha256-KQDhUccuEkZUQDnfbVDeY+ev2LZ+73AQR7ro4JppAY8='",
    ],
    'img-src': ['https://img.clerk.com', 'data:'],
    'worker-src': ['blob:'],
  }
}

// Every route that reads the user must pass through here.
export const config = {
  matcher: ['/((?!_next/static/).*)'],
}
