'use client'

import { createStytchClient, type StytchClient, StytchProvider } from '@stytch/nextjs'
import type { ReactNode } from 'react'
import { browserOptions } from '@/auth/stytch-address'

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
