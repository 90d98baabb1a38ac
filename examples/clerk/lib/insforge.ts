'use client'

import { createContext, useContext } from 'react'
import { createInsForgeClient, type InsForgeClient } from '@/shared/insforge/client'
import { type Failure, failure, type Success } from '@/shared/result'
import type { GetToken } from './realtime-token'
import { whyNoToken, wrongKey } from './token-failure'

/** What InsForge has to know of somebody who is signed in. */
export interface Session {
  /** A token of the session, or null once it is no longer the browser's. */
  getToken: GetToken
  /** Calls back when the session is no longer the browser's, until what it returns is called. */
  onEnd: (callback: () => void) => () => void
}

/** InsForge as the user of one session of this browser. */
export interface InsForge {
  client: InsForgeClient
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
 * InsForge as whoever a session is of. It is asked for a token before every request (Clerk keeps one
 * until shortly before it expires), so a page can stay open for as long as its session lasts.
 */
export function createInsForge(url: string, { getToken, onEnd }: Session): InsForge {
  const client = createInsForgeClient(url, getToken)

  async function perform<T extends Success<unknown> | Failure>(
    work: (client: InsForgeClient) => Promise<T>,
  ): Promise<T | Failure> {
    if (!navigator.onLine) {
      return failure('unavailable', 'You are offline. Try again when you are back.')
    }
    // First of all: a request for which Clerk gives no token fails as if InsForge were down.
    const noToken = await whyNoToken(getToken)
    if (noToken) return noToken
    const result = await work(client)
    if (result.ok || result.code !== 'unauthenticated') return result
    // Nothing was done. The session has ended meanwhile; or Clerk keeps a token of before its
    // template was mended; or signing in again would not help.
    const noNewToken = await whyNoToken(() => getToken({ skipCache: true }))
    if (noNewToken) return noNewToken
    const again = await work(client)
    return !again.ok && again.code === 'unauthenticated' ? wrongKey() : again
  }

  async function untilEnd<T>(performed: Promise<T>): Promise<T | Failure> {
    let forget = () => {}
    const end = new Promise<Failure>((resolve) => {
      forget = onEnd(() => resolve(failure('unauthenticated')))
    })
    return Promise.race([performed, end]).finally(() => forget())
  }

  // Not beyond the session: as long as a form's action runs, React shows no other page.
  return { client, getToken, run: (work) => untilEnd(perform(work)) }
}
