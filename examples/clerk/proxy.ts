import { clerkMiddleware } from '@clerk/nextjs/server'
import type { NextFetchEvent, NextRequest } from 'next/server'
import { env, envProblems, frontendApiHost } from '@/auth/env'
import { setupPage } from '@/components/setup-page'
import { toOwnAddress } from '@/lib/own-address'
import { type ContentSources, withSecurityPolicy } from '@/lib/security-policy'

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
  return withSecurityPolicy(request, process.env.APP_URL, contentSources(), (annotated) => {
    const problems = envProblems()
    if (problems.length > 0) return setupPage(annotated, problems)
    // Clerk's handshake begins at any page, and is refused where the address isn't the app's own.
    const isPage = request.headers.get('sec-fetch-dest') === 'document'
    const own = isPage && toOwnAddress(annotated, [request.nextUrl.pathname], env().APP_URL)
    return own || clerkProxy(annotated, event)
  })
}

/**
 * What Clerk needs: its scripts talk to its Frontend API and keep time in a worker that they make
 * themselves, and its components show users' pictures. InsForge is here because the browser reads
 * and writes the rows.
 */
function contentSources(): ContentSources {
  const {
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: key = '',
    NEXT_PUBLIC_CLERK_PROXY_URL: proxyUrl,
    NEXT_PUBLIC_INSFORGE_URL: insforgeUrl,
  } = process.env
  const host = frontendApiHost(key)
  const clerk = proxyUrl ?? (host && `https://${host}`)
  return {
    connect: [clerk, insforgeUrl].flatMap((url) =>
      url && URL.canParse(url) ? [new URL(url).origin] : [],
    ),
    // Both are made by the field for a code: an empty one, and one for browsers without scripts.
    style: [
      "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
      "'sha256-KQDhUccuEkZUQDnfbVDeY+ev2LZ+73AQR7ro4JppAY8='",
    ],
    img: ['https://img.clerk.com', 'data:'],
    worker: ['blob:'],
  }
}

// Every route that reads the user must pass through here.
export const config = {
  matcher: ['/((?!_next/static/).*)'],
}
