'use client'

import { createContext, useContext } from 'react'
import { createInsForgeClient, type InsForgeClient } from '@/shared/insforge/client'
import { type Failure, failure, type Success } from '@/shared/result'
import type { GetToken } from './realtime-token'
import { whyNoToken, wrongKey } from './token-failure'

/** InsForge as the user of one session of this browser. */
export interface InsForge {
  client: InsForgeClient
  /** A token of that session, or null once it is no longer the browser's. */
  getToken: GetToken
  /** Reads or writes; what keeps it from being done as this user is a failure that says so. */
  run<T extends Success<unknown> | Failure>(
    work: (client: InsForgeClient) => Promise<T>,
  ): Promise<T | Failure>
}

/** See `InsForgeProvider`. */
export const InsForgeContext = createContext<InsForge | undefined>(undefined)

/** This browser's InsForge; another one for each session. */
export function useInsForge(): InsForge {
  const insforge = useContext(InsForgeContext)
  if (!insforge) throw new Error('useInsForge() is for what is inside of <InsForgeProvider>')
  return insforge
}

/**
 * InsForge as whoever `getToken` gives tokens of. It is asked before every request (Clerk keeps a
 * token until shortly before it expires), so a page can stay open for as long as its session lasts.
 */
export function createInsForge(url: string, getToken: GetToken): InsForge {
  const client = createInsForgeClient(url, getToken)
  return {
    client,
    getToken,
    async run(work) {
      if (!navigator.onLine) {
        return failure('unavailable', 'You are offline. Try again when you are back.')
      }
      // First of all: a request in which Clerk gives no token fails as if InsForge were down.
      const noToken = await whyNoToken(getToken)
      if (noToken) return noToken
      const result = await work(client)
      if (result.ok || result.code !== 'unauthenticated') return result
      // Either the session has ended meanwhile, or signing in again would not help.
      return (await whyNoToken(getToken)) ?? wrongKey()
    },
  }
}
