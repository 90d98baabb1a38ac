'use client'

import { createStytchClient, type StytchClient, StytchProvider } from '@stytch/nextjs'
import type { ReactNode } from 'react'

/** What the browser has to know to talk to Stytch. */
interface StytchOptions {
  publicToken: string
  /** Only where Stytch does not answer on its own domain. */
  apiUrl: string | undefined
}

let client: StytchClient | undefined

/** The browser's one client: each has a timer that renews the session. */
function stytchClient({ publicToken, apiUrl }: StytchOptions): StytchClient {
  client ??= createStytchClient(publicToken, { keepSessionAlive: true, ...address(apiUrl) })
  return client
}

/** `customBaseUrl` takes domains by https; `endpoints`, which the types leave out, any address. */
function address(url: string | undefined) {
  if (!url) return {}
  if (url.startsWith('https:')) return { customBaseUrl: url }
  return { endpoints: { testAPIURL: url, liveAPIURL: url } }
}

/** Gives Stytch's components and hooks below it their client. */
export function StytchClientProvider({
  children,
  ...options
}: StytchOptions & { children: ReactNode }) {
  return <StytchProvider stytch={stytchClient(options)}>{children}</StytchProvider>
}
