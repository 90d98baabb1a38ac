'use client'

import { createStytchClient, type StytchClient, StytchProvider } from '@stytch/nextjs'
import type { ReactNode } from 'react'

/** How long a session lasts. While a page is open, Stytch's SDK keeps extending it by as much. */
export const SESSION_MINUTES = 60

interface StytchOptions {
  publicToken: string
  /** Undefined if Stytch answers on its own domain. */
  apiUrl: string | undefined
}

let client: StytchClient | undefined

/** The browser's one client: each has a timer that renews the session. */
function stytchClient({ publicToken, apiUrl }: StytchOptions): StytchClient {
  client ??= createStytchClient(publicToken, { keepSessionAlive: true, ...browserOptions(apiUrl) })
  return client
}

/** Gives Stytch's components and hooks their client. */
export function StytchClientProvider({
  children,
  ...options
}: StytchOptions & { children: ReactNode }) {
  return <StytchProvider stytch={stytchClient(options)}>{children}</StytchProvider>
}

/**
 * The browser's SDK adds a frame of js.stytch.com to the page that asks for a code. It formats phone
 * numbers and serves Google One Tap. Codes by email use neither, so the frame stays empty.
 */
const NO_FRAME = { clientsideServicesIframeURL: 'about:blank' }

/**
 * Options of the browser's SDK: `customBaseUrl` takes only https, `endpoints` takes any address. The
 * SDK's types leave `endpoints` out.
 */
export function browserOptions(ownUrl: string | undefined) {
  if (!ownUrl) return { endpoints: NO_FRAME }
  return /^https:/i.test(ownUrl)
    ? { customBaseUrl: ownUrl, endpoints: NO_FRAME }
    : { endpoints: { ...NO_FRAME, testAPIURL: ownUrl, liveAPIURL: ownUrl } }
}
