'use client'

import { createStytchClient, type StytchClient, StytchProvider } from '@stytch/nextjs'
import type { ReactNode } from 'react'
import { browserOptions } from '@/lib/stytch-address'

/** What the browser has to know to talk to Stytch. */
interface StytchOptions {
  publicToken: string
  /** Only where Stytch does not answer on its own domain. */
  apiUrl: string | undefined
}

let client: StytchClient | undefined

/** The browser's one client: each has a timer that renews the session. */
function stytchClient({ publicToken, apiUrl }: StytchOptions): StytchClient {
  client ??= createStytchClient(publicToken, { keepSessionAlive: true, ...browserOptions(apiUrl) })
  return client
}

/** Gives Stytch's components and hooks below it their client. */
export function StytchClientProvider({
  children,
  ...options
}: StytchOptions & { children: ReactNode }) {
  return <StytchProvider stytch={stytchClient(options)}>{children}</StytchProvider>
}
