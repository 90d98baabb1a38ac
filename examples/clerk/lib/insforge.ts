'use client'

import { createContext, useContext } from 'react'
import type { GetToken } from '@/auth/realtime-token'
import { findTokenUser, wrongKey } from '@/auth/token'
import { createInsForgeClient, type InsForgeClient } from './insforge-client'
import { failure, type Result } from './result'

/** InsForge as the user of one session of this browser. */
export interface InsForge {
  client: InsForgeClient
  /**
   * Reads or writes as the user that the page was rendered for. If another user is signed in by now,
   * nothing is sent, and the result is `user_changed`. All that fails is a result.
   */
  run<T>(
    expectedUserId: string,
    work: (client: InsForgeClient) => Promise<Result<T>>,
  ): Promise<Result<T>>
}

/** See `InsForgeProvider`. */
export const InsForgeContext = createContext<InsForge | undefined>(undefined)

/** Returns this browser's InsForge, another one for each session. */
export function useInsForge(): InsForge {
  const insforge = useContext(InsForgeContext)
  if (!insforge) throw new Error('useInsForge() needs an <InsForgeProvider> around it')
  return insforge
}

/**
 * Returns InsForge as the user of a session. It asks for a token before every request (Clerk keeps
 * one until shortly before it expires), so a page can stay open for as long as its session lasts.
 *
 * @param getToken A token of the session, or null once the browser has another session, or none.
 * @param onEnd Calls back when the session ends. Returns a function that cancels this.
 */
export function createInsForge(
  url: string,
  getToken: GetToken,
  onEnd: (callback: () => void) => () => void,
): InsForge {
  const client = createInsForgeClient(url, getToken)

  async function perform<T>(
    expectedUserId: string,
    work: (client: InsForgeClient) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    if (!navigator.onLine) {
      return failure('unavailable', 'You’re offline. Try again once you’re back online.')
    }
    // A request for which Clerk gives no token would fail as if InsForge were down.
    const user = await findTokenUser(getToken)
    if (!user.ok) return user
    if (user.data !== expectedUserId) return failure('user_changed')
    const result = await work(client)
    if (result.ok || result.code !== 'rejected') return result
    // Nothing was done. The session has ended in the meantime, or Clerk keeps a token from before
    // its template was fixed, or signing in again wouldn't help.
    const newUser = await findTokenUser(() => getToken({ skipCache: true }))
    if (!newUser.ok) return newUser
    const again = await work(client)
    return !again.ok && again.code === 'rejected' ? wrongKey() : again
  }

  // As long as a form's action runs, React shows no other page: it must not outlast the session.
  async function untilEnd<T>(performed: Promise<Result<T>>): Promise<Result<T>> {
    let cancel = () => {}
    const end = new Promise<Result<T>>((resolve) => {
      cancel = onEnd(() => resolve(failure('unauthenticated')))
    })
    return Promise.race([performed, end]).finally(() => cancel())
  }

  return { client, run: (expectedUserId, work) => untilEnd(perform(expectedUserId, work)) }
}
